package io.corral.server.ops;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The process's environment as {@code envi} and the admin commands show it.
 *
 * @param values dotted names and their values, in the order they are shown
 * @param systemProperties all properties of the Java process, by name; secrets are hidden
 */
public record EnvironmentFacts(Map<String, String> values, Map<String, String> systemProperties) {

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
        Map<String, String> shown = new TreeMap<>();
        systemProperties.forEach((key, value) -> shown.put(key, isSecret(key) ? "(hidden)" : value));
        return new EnvironmentFacts(values, shown);
    }

    private static boolean isSecret(String key) {
        String name = key.toLowerCase(Locale.ROOT);
        return name.contains("password") || name.contains("secret") || name.endsWith("superdigest");
    }

    /** Keeps own copies, in the same order. */
    public EnvironmentFacts {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        systemProperties = Collections.unmodifiableMap(new LinkedHashMap<>(systemProperties));
    }
}
