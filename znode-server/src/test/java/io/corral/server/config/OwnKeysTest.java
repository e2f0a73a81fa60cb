package io.corral.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Corral's own keys, as docs/operations.md lists them")
class OwnKeysTest {

    private static final Path DOCUMENT = Path.of("..", "docs", "operations.md");
    private static final Path READER = Path.of("src/main/java/io/corral/server/config");
    private static final Pattern ROW = Pattern.compile(
            "^\\| `(corral\\.[A-Za-z.]+)` \\| ([^|]+) \\| (\\d+) to (\\d+)[^|]* \\|", Pattern.MULTILINE);
    private static final Pattern KEY_IN_CODE = Pattern.compile("\"(corral\\.[A-Za-z.]+)\"");
    private static final Pattern NUMBER_FIRST = Pattern.compile("^\\d+");
    private static final Pattern METRIC = Pattern.compile("`?(corral_[a-z_]+?)(?:_bucket|_sum|_count)?\\b");

    @TempDir
    Path folder;

    private ConfigFolder files;

    @BeforeEach
    void openFolder() {
        files = new ConfigFolder(folder);
    }

    /** A row of the table: the key, its default in words, and the least and the most it may be when nothing else is set. */
    record Key(String name, String usual, long least, long most) {

        String line(long value) {
            return name + "=" + value;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Key> keys() throws IOException {
        return ROW.matcher(Files.readString(DOCUMENT))
                .results()
                .map(row -> new Key(
                        row.group(1), row.group(2), Long.parseLong(row.group(3)), Long.parseLong(row.group(4))));
    }

    @Test
    void are_all_in_the_table() throws IOException {
        SortedSet<String> read = new TreeSet<>();
        try (Stream<Path> sources = Files.walk(READER)) {
            for (Path source : sources.filter(Files::isRegularFile).toList()) {
                KEY_IN_CODE
                        .matcher(Files.readString(source))
                        .results()
                        .map(found -> found.group(1))
                        .forEach(read::add);
            }
        }

        assertThat(keys().map(Key::name)).containsExactlyInAnyOrderElementsOf(read);
    }

    @ParameterizedTest
    @MethodSource("keys")
    void take_what_the_table_says_and_nothing_beyond(Key key) throws ConfigException {
        assertThat(files.loadStandalone(key.line(key.least)).warnings()).isEmpty();
        assertThat(files.loadStandalone(key.line(key.most)).warnings()).isEmpty();
        assertThatThrownBy(() -> files.loadStandalone(key.line(key.least - 1))).hasMessageContaining(key.name);
        assertThatThrownBy(() -> files.loadStandalone(key.line(key.most + 1))).hasMessageContaining(key.name);
    }

    @ParameterizedTest
    @MethodSource("keys")
    void have_the_default_that_the_table_gives_as_a_number(Key key) throws ConfigException {
        Matcher number = NUMBER_FIRST.matcher(key.usual);
        assumeTrue(number.find(), "the default follows the machine");

        long usual = Long.parseLong(number.group());
        EngineConfig written = engine(key.line(usual));
        assertThat(written).isEqualTo(engine());
        assertThat(written).isNotEqualTo(engine(key.line(usual == key.least ? key.least + 1 : key.least)));
    }

    private EngineConfig engine(String... lines) throws ConfigException {
        return files.loadStandalone(lines).config().engine();
    }

    @Test
    void and_the_metrics_it_speaks_of_are_those_of_the_list() throws IOException {
        String list = Files.readString(DOCUMENT.resolveSibling("metrics.md"));

        assertThat(METRIC.matcher(Files.readString(DOCUMENT)).results().map(found -> found.group(1)))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(list).contains(name));
    }
}
