package io.corral.it.ensemble;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an ensemble is to be.
 *
 * @param program what its servers run
 * @param size number of servers; one means standalone
 * @param observers how many of them, the last ones, have no vote
 * @param settings lines of every server's {@code zoo.cfg} beyond ports, directories and members
 * @param jvmOptions options of every server's JVM
 * @param classPath what every server's JVM finds its classes on
 * @param directory where the servers' homes go; created when missing
 */
public record EnsembleSpec(
        ServerProgram program,
        int size,
        int observers,
        Map<String, String> settings,
        List<String> jvmOptions,
        String classPath,
        Path directory) {

    /** Copies what it is given. */
    public EnsembleSpec {
        settings = Map.copyOf(settings);
        jvmOptions = List.copyOf(jvmOptions);
    }

    /**
     * Servers with small heaps and short ticks, for two cores: a tick of 500 ms, sessions of 1 to 40 seconds, and a follower
     * given up by its leader after two seconds of silence.
     */
    public static EnsembleSpec of(ServerProgram program, int size, Path directory) {
        Map<String, String> settings = Map.of(
                "tickTime", "500",
                "initLimit", "40",
                "syncLimit", "4",
                "maxSessionTimeout", "40000",
                "maxClientCnxns", "0",
                "admin.enableServer", "false",
                "4lw.commands.whitelist", "*");
        List<String> jvmOptions = List.of("-Xms64m", "-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
        return new EnsembleSpec(
                program, size, 0, settings, jvmOptions, System.getProperty("java.class.path"), directory);
    }

    /** The same with one more setting, or another value of it. */
    public EnsembleSpec with(String key, String value) {
        Map<String, String> changed = new TreeMap<>(settings);
        changed.put(key, value);
        return new EnsembleSpec(program, size, observers, changed, jvmOptions, classPath, directory);
    }

    /** The same with that many observers among its servers. */
    public EnsembleSpec withObservers(int number) {
        return new EnsembleSpec(program, size, number, settings, jvmOptions, classPath, directory);
    }

    /** The same with one more option of the JVM. */
    public EnsembleSpec withJvmOption(String option) {
        List<String> more = new ArrayList<>(jvmOptions);
        more.add(option);
        return new EnsembleSpec(program, size, observers, settings, more, classPath, directory);
    }

    /** The same on another class path. */
    public EnsembleSpec withClassPath(String other) {
        return new EnsembleSpec(program, size, observers, settings, jvmOptions, other, directory);
    }
}
