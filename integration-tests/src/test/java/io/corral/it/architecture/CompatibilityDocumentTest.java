package io.corral.it.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The tables of what ZooKeeper does say of every row how Corral stands to it, and their tests exist. Rows that differ lead to an
 * entry in the list of deliberate differences, which has no others.
 */
@DisplayName("docs/compatibility")
class CompatibilityDocumentTest {
    private static final Path ROOT = Path.of("..");
    private static final Path DIFFERENCES = ROOT.resolve("docs").resolve("compatibility.md");
    private static final Path TABLES = ROOT.resolve("docs").resolve("compatibility");

    /** The name of a test class, in its package where there are two of that name, and the name of one of its methods. */
    private static final Pattern TEST = Pattern.compile("`((?:[a-z]+\\.)*[A-Z]\\w*Test)(?:\\.(\\w+))?`");

    private static final Pattern DIFFERENCE = Pattern.compile("]\\(\\.\\./compatibility\\.md#([a-z0-9-]+)\\)");
    private static final Pattern ENTRY = Pattern.compile("<a id=\"([a-z0-9-]+)\"></a>");
    private static final String DIFFERENT = "different";
    private static final List<String> VERDICTS = List.of("same", DIFFERENT, "n/a");
    private static final String HEADING = "behaviour";
    private static final int COLUMNS = 3;
    private static final int ENOUGH_ROWS = 200;

    /** The texts of all test classes, by the name with its package. */
    private static final Map<String, String> TESTS = readTests();

    /** A row of a table; {@code shown} names tests or gives a reason. */
    record Row(String behaviour, String verdict, String shown) {
        static Row of(String line) {
            List<String> cells = List.of(line.substring(2).split(" *(?<!\\\\)\\| *"));
            assertThat(cells).as(line).hasSize(COLUMNS);
            return new Row(cells.get(0), cells.get(1), cells.get(2));
        }

        List<String> differences() {
            return DIFFERENCE
                    .matcher(shown)
                    .results()
                    .map(found -> found.group(1))
                    .toList();
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

    @Test
    void whatDiffersIsListedAndNothingElseIs() throws IOException {
        List<String> listed = ENTRY.matcher(Files.readString(DIFFERENCES))
                .results()
                .map(found -> found.group(1))
                .toList();
        Set<String> named = new TreeSet<>();
        for (String document : documents()) {
            assertThat(rows(TABLES.resolve(document)))
                    .filteredOn(row -> row.verdict().equals(DIFFERENT))
                    .allSatisfy(row -> {
                        List<String> entries = row.differences();
                        assertThat(entries).as("entries of compatibility.md").isNotEmpty();
                        named.addAll(entries);
                    });
        }
        assertThat(listed).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(named);
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
        List<String> found = TESTS.keySet().stream()
                .filter(name -> name.equals(test) || name.endsWith("." + test))
                .toList();
        assertThat(found).as("tests called %s", test).hasSize(1);
        if (method != null) {
            Pattern declaration = Pattern.compile("void " + method + "\\(");
            assertThat(declaration.matcher(TESTS.get(found.get(0))).find())
                    .as("%s has a method %s", test, method)
                    .isTrue();
        }
    }

    private static Map<String, String> readTests() {
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> modules = Files.list(ROOT)) {
            for (Path tests : modules.map(
                            module -> module.resolve("src").resolve("test").resolve("java"))
                    .filter(Files::isDirectory)
                    .toList()) {
                try (Stream<Path> files = Files.walk(tests)) {
                    for (Path file : files.filter(path -> path.toString().endsWith("Test.java"))
                            .toList()) {
                        String path = tests.relativize(file).toString();
                        String name = path.substring(0, path.length() - ".java".length());
                        texts.put(name.replace(File.separatorChar, '.'), Files.readString(file));
                    }
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return Collections.unmodifiableMap(texts);
    }
}
