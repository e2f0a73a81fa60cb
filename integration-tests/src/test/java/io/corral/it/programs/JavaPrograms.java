package io.corral.it.programs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Starts Java programs with small heaps on the Java of this process. */
public final class JavaPrograms {
    private JavaPrograms() {}

    /**
     * Starts one.
     *
     * @param name what it is called in messages
     * @param directory where it runs and its output goes
     * @param classPath all it needs
     * @param jvmOptions beyond those that keep it small; they win
     * @param mainAndArguments its main class and what that is given
     */
    public static Program start(
            String name, Path directory, String classPath, List<String> jvmOptions, List<String> mainAndArguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xms32m", "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", classPath));
        command.addAll(mainAndArguments);
        return Program.start(name, directory, command, Map.of());
    }
}
