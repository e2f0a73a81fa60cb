package io.corral.bench.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How a server's JVM is started: the same for all contestants.
 *
 * @param java the launcher
 * @param classPath holds all contestants
 * @param options heap and other flags
 */
public record JavaCommand(Path java, String classPath, List<String> options) {

    /** Copies what it is given. */
    public JavaCommand {
        options = List.copyOf(options);
    }

    /** The same with more options. */
    public JavaCommand with(String... more) {
        List<String> all = new ArrayList<>(options);
        all.addAll(List.of(more));
        return new JavaCommand(java, classPath, all);
    }

    List<String> running(Contestant contestant, Path logging, Path configuration) {
        List<String> command = new ArrayList<>();
        command.add(java.toString());
        command.addAll(options);
        command.add("-Dlogback.configurationFile=" + logging);
        command.addAll(List.of("-cp", classPath, contestant.mainClass(), configuration.toString()));
        return command;
    }
}
