package io.corral.bench.server;

import java.lang.management.ManagementFactory;
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

    /** The Java, the class path and the permissions of this process. */
    public static JavaCommand ofThisProcess() {
        // What newer Java releases want to be told about native access, they want to be told for the servers too.
        List<String> permissions = ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> flag.startsWith("--"))
                .toList();
        return new JavaCommand(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                System.getProperty("java.class.path"),
                permissions);
    }

    /** The same with more options. */
    public JavaCommand with(String... more) {
        List<String> all = new ArrayList<>(options);
        all.addAll(List.of(more));
        return new JavaCommand(java, classPath, all);
    }

    /** The same with another class path. */
    public JavaCommand withClassPath(String other) {
        return new JavaCommand(java, other, options);
    }

    /** Starts a main class, which logs as the given Logback file says. */
    public List<String> running(String mainClass, Path logging, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(java.toString());
        command.addAll(options);
        command.add("-Dlogback.configurationFile=" + logging);
        command.addAll(List.of("-cp", classPath, mainClass));
        command.addAll(List.of(arguments));
        return command;
    }
}
