package io.corral.it.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tables of what ZooKeeper does say of every row how Corral stands to it, and their tests exist. */
@DisplayName("docs/compatibility")
class CompatibilityDocumentTest {
    private static final Path ROOT = Path.of("..");
    private static final Path TABLES = ROOT.resolve("docs").resolve("compatibility");
    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w*Test)(?:\\.(\\w+))?`");
    private static final List<String> VERDICTS = List.of("same", "different", "n/a");
    private static final String HEADING = "behaviour";
    private static final int COLUMNS = 3;
    private static final int ENOUGH_ROWS = 200;

    /** The texts of all test classes, by name, which some in different modules share. */
    private static final Map<String, List<String>> TESTS = readTests();

    /** A row of a table; {@code shown} names tests or gives a reason. */
    record Row(String behaviour, String verdict, String shown) {
        static Row of(String line) {
            List<String> cells = List.of(line.substring(2).split(" *(?<!\\\\)\\| *"));
            assertThat(cells).as(line).hasSize(COLUMNS);
            return new Row(cells.get(0), cells.get(1), cells.get(2));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("documents")
    void everyRowIsTheSameAsATestShowsOrHasItsReason(String document) throws IOException {
        assertThat(rows(TABLES.resolve(document))).isNotEmpty().allSatisfy(row -> {
            assertThat(row.verdict()).isIn(VERDICTS);
            assertThat(row.shown()).isNotBlank();
            if (row.verdict().equals("same")) {
                assertThat(row.shown()).as("a test").containsPattern(TEST);
            }
            TEST.matcher(row.shown()).results().forEach(found -> exists(found.group(1), found.group(2)));
        });
    }

    @Test
    void thereAreTablesForEverySection() throws IOException {
        assertThat(documents()).hasSizeGreaterThan(COLUMNS);
        int rows = 0;
        for (String document : documents()) {
            rows += rows(TABLES.resolve(document)).size();
        }
        assertThat(rows).isGreaterThan(ENOUGH_ROWS);
    }

    static List<String> documents() throws IOException {
        try (Stream<Path> files = Files.list(TABLES)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static List<Row> rows(Path document) throws IOException {
        return Files.readAllLines(document).stream()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| ---"))
                .map(Row::of)
                .filter(row -> !row.behaviour().equals(HEADING))
                .toList();
    }

    private static void exists(String test, String method) {
        List<String> texts = TESTS.getOrDefault(test, List.of());
        assertThat(texts.isEmpty()).as("%s is missing", test).isFalse();
        if (method != null) {
            Pattern declaration = Pattern.compile("void " + method + "\\(");
            boolean found =
                    texts.stream().anyMatch(text -> declaration.matcher(text).find());
            assertThat(found).as("%s has a method %s", test, method).isTrue();
        }
    }

    private static Map<String, List<String>> readTests() {
        Map<String, List<String>> texts = new TreeMap<>();
        try (Stream<Path> modules = Files.list(ROOT)) {
            for (Path tests : modules.map(module -> module.resolve("src").resolve("test"))
                    .filter(Files::isDirectory)
                    .toList()) {
                try (Stream<Path> files = Files.walk(tests)) {
                    for (Path file : files.filter(path -> path.toString().endsWith("Test.java"))
                            .toList()) {
                        String name = file.getFileName().toString();
                        String test = name.substring(0, name.length() - ".java".length());
                        texts.computeIfAbsent(test, unused -> new ArrayList<>()).add(Files.readString(file));
                    }
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return Collections.unmodifiableMap(texts);
    }
}
