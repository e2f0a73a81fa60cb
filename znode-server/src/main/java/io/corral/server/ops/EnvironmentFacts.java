package io.corral.server.ops;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The process's environment as {@code envi} shows it.
 *
 * @param values dotted names and their values, in the order they are shown
 */
public record EnvironmentFacts(Map<String, String> values) {

    private static final List<String> SHOWN = List.of(
            "java.version",
            "java.vendor",
            "java.home",
            "java.class.path",
            "java.library.path",
            "java.io.tmpdir",
            "java.compiler",
            "os.name",
            "os.arch",
            "os.version",
            "user.name",
            "user.home",
            "user.dir");

    /**
     * The facts about a process.
     *
     * @param versionText version of the server
     * @param hostName name of the machine
     * @param systemProperties the properties of the Java process
     */
    public static EnvironmentFacts of(String versionText, String hostName, Map<String, String> systemProperties) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("zookeeper.version", versionText);
        values.put("host.name", hostName);
        SHOWN.forEach(key -> values.put(key, systemProperties.getOrDefault(key, "<NA>")));
        return new EnvironmentFacts(values);
    }

    /** Keeps an own copy, in the same order. */
    public EnvironmentFacts {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
}
