package io.corral.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Every key of ZooKeeper, as keys.txt lists them")
class EveryKeyTest {

    private static final String PROVIDER =
            "metricsProvider.className=org.apache.zookeeper.metrics.prometheus.PrometheusMetricsProvider";

    @TempDir
    Path folder;

    private ConfigFolder files;

    @BeforeEach
    void openFolder() {
        files = new ConfigFolder(folder);
    }

    /** A line of the table. */
    record Key(String name, String where, String example, String fate) {

        String line() {
            return name + "=" + example;
        }

        String property() {
            return where.equals("property") ? "zookeeper." + name : name;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Key> keys() throws IOException {
        return table().stream();
    }

    static Stream<Key> propertyKeys() throws IOException {
        return table().stream().filter(key -> key.where.equals("property"));
    }

    static Stream<Key> systemKeys() throws IOException {
        return table().stream().filter(key -> key.where.equals("system"));
    }

    private static List<Key> table() throws IOException {
        InputStream table = Objects.requireNonNull(EveryKeyTest.class.getResourceAsStream("keys.txt"));
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(table, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\\s+", -1))
                    .map(words -> new Key(words[0], words[1], words[2], words[3]))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("keys")
    void is_known_in_the_file(Key key) {
        List<String> lines = key.fate.equals("with-provider") ? List.of(PROVIDER, key.line()) : List.of(key.line());
        Outcome outcome = outcomeOf(() -> load(Map.of(), lines), key.name);

        outcome.isNot("unknown");
        if (key.where.equals("system")) {
            outcome.isWarnedOf("has no effect in the file, as in ZooKeeper");
        } else {
            outcome.is(key.fate);
        }
    }

    @ParameterizedTest
    @MethodSource("propertyKeys")
    void does_the_same_as_a_property_of_the_process(Key key) {
        Outcome outcome = outcomeOf(() -> load(Map.of(key.property(), key.example), List.of()), key.property());

        outcome.isNot("unknown");
        outcome.is(key.fate);
    }

    @ParameterizedTest
    @MethodSource("systemKeys")
    void without_the_usual_prefix_is_taken_from_the_process(Key key) {
        outcomeOf(() -> load(Map.of(key.property(), key.example), List.of()), key.property())
                .is(key.fate);
    }

    private LoadedConfig load(Map<String, String> properties, List<String> lines) throws ConfigException {
        String before = "dataDir=" + folder + "\nclientPort=2181\n";
        return files.loadWith(properties, before + String.join("\n", lines));
    }

    /** Loads a configuration. */
    private interface Loading {
        LoadedConfig load() throws ConfigException;
    }

    private static Outcome outcomeOf(Loading loading, String key) {
        try {
            return new Outcome(
                    loading,
                    loading.load().warnings().stream()
                            .filter(warning -> warning.key().equals(key))
                            .map(ConfigWarning::reason)
                            .toList(),
                    false);
        } catch (ConfigException e) {
            return new Outcome(loading, List.of(), true);
        }
    }

    /** What came of loading, and what was said of the key. */
    private record Outcome(Loading loading, List<String> warnings, boolean refused) {

        void isNot(String word) {
            assertThat(warnings).noneMatch(warning -> warning.contains(word));
        }

        void isWarnedOf(String text) {
            assertThat(warnings).singleElement().asString().contains(text);
        }

        void is(String fate) {
            switch (fate) {
                case "warned" -> assertThat(warnings).hasSize(1);
                case "refused" -> assertThatThrownBy(loading::load).isInstanceOf(ConfigException.class);
                case "honoured", "silent", "with-provider" -> {
                    assertThat(refused).isFalse();
                    assertThat(warnings).isEmpty();
                }
                case "any" -> {}
                default -> throw new IllegalArgumentException("no such fate: " + fate);
            }
        }
    }
}
