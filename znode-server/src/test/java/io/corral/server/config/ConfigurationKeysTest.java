package io.corral.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.server.config.EveryKeyTest.Key;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table of docs/configuration-keys.md says of every key of ZooKeeper what this server does when it is set. */
@DisplayName("docs/configuration-keys.md")
class ConfigurationKeysTest {

    private static final Path DOCUMENT = Path.of("..", "docs", "configuration-keys.md");
    private static final String HONOURED = "honoured";
    private static final String REFUSED = "stops the start: ";
    private static final Map<String, String> PLACES =
            Map.of("file", "zoo.cfg", "property", "zoo.cfg or `-Dzookeeper.KEY`", "system", "`-DKEY`");

    @TempDir
    Path folder;

    /** Settings in whose company a key may mean more than alone. */
    private List<List<String>> companies;

    /** Files that examples name, and those that stand for them here. */
    private Map<String, String> files;

    @BeforeEach
    void writeFiles() throws IOException {
        new ConfigFolder(folder).write("myid", "1");
        String keys = Files.createFile(folder.resolve("keys.jks")).toString();
        Path dynamic = new ConfigFolder(folder).write("zoo.cfg.dynamic", "server.1=10.0.0.1:2888:3888;2181");
        files = Map.of("/keys.jks", keys, "/trust.jks", keys, "/tmp/zoo.cfg.dynamic", dynamic.toString());
        List<String> members = List.of(
                "initLimit=10",
                "syncLimit=5",
                "server.1=10.0.0.1:2888:3888",
                "server.2=10.0.0.2:2888:3888",
                "server.3=10.0.0.3:2888:3888");
        companies = List.of(
                List.of(),
                members,
                List.of("secureClientPort=2281", "ssl.keyStore.location=" + keys, "ssl.trustStore.location=" + keys),
                List.of(
                        "sslQuorum=true",
                        "admin.portUnification=true",
                        "ssl.quorum.keyStore.location=" + keys,
                        "ssl.quorum.trustStore.location=" + keys),
                List.of("metricsProvider.className="
                        + "org.apache.zookeeper.metrics.prometheus.PrometheusMetricsProvider"),
                List.of("initLimit=10", "syncLimit=5"),
                List.of("enforce.auth.enabled=true", "enforce.auth.schemes=digest"));
    }

    @Test
    @DisplayName("says of every key what becomes of it")
    void keys() throws IOException {
        List<String> expected = EveryKeyTest.keys().map(this::row).toList();
        List<String> written = Files.readAllLines(DOCUMENT).stream()
                .filter(line -> line.startsWith("| `"))
                .toList();

        assertThat(written).isEqualTo(expected);
    }

    private String row(Key key) {
        return "| `%s` | %s | `%s` | %s |".formatted(key.name(), PLACES.get(key.where()), key.example(), fate(key));
    }

    private String fate(Key key) {
        if (key.fate().equals("silent")) {
            return "is so anyhow; `false`: " + said(key, "false", List.of());
        }
        String value = files.getOrDefault(key.example(), key.example());
        List<String> said =
                companies.stream().map(company -> said(key, value, company)).toList();
        return said.stream()
                .filter(HONOURED::equals)
                .findFirst()
                .or(() -> said.stream().filter(text -> text.startsWith(REFUSED)).findFirst())
                .orElse(said.get(0));
    }

    private String said(Key key, String value, List<String> company) {
        boolean inFile = !key.where().equals("system");
        List<String> lines = inFile ? List.of(String.join("\n", company), key.name() + "=" + value) : company;
        Map<String, String> properties = inFile ? Map.of() : Map.of(key.name(), value);
        String before = "dataDir=" + folder + "\nclientPort=2181\n";
        try {
            return new ConfigFolder(folder)
                    .loadWith(properties, before + String.join("\n", lines)).warnings().stream()
                            .filter(warning -> warning.key().equals(key.name()))
                            .map(warning -> meaning(key, warning.reason()))
                            .findFirst()
                            .orElse(HONOURED);
        } catch (ConfigException e) {
            return REFUSED + problem(e);
        }
    }

    private static String meaning(Key key, String reason) {
        if (reason.startsWith("has no effect")) {
            return reason;
        }
        boolean unused = key.fate().equals("silent")
                || UnusedKeys.knownReason(key.name()).isPresent();
        return (unused ? "no effect: " : HONOURED + "; the start says: ") + reason;
    }

    private static String problem(ConfigException e) {
        return e.getMessage()
                .lines()
                .filter(line -> line.startsWith("  Problem: "))
                .map(line -> line.substring("  Problem: ".length()))
                .findFirst()
                .orElseThrow();
    }
}
