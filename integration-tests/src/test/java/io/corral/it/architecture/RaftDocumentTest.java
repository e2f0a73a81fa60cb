package io.corral.it.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The map from the rules of Raft to code and tests leads somewhere. */
@DisplayName("docs/raft.md")
class RaftDocumentTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");
    private static final int COLUMNS = 4;

    /** Main and test sources of the engine and the simulator, and the scenarios, by file name. */
    private static final Map<String, String> TEXTS = readSources();

    /** A row of a table. */
    record Rule(String rule, List<String> heldBy, List<String> shownBy) {
        @Override
        public String toString() {
            return rule;
        }
    }

    private static Map<String, String> readSources() {
        Map<String, String> texts = new TreeMap<>();
        for (String module : List.of("raft-engine", "simulator")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src"))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    String name = file.getFileName().toString();
                    if (name.endsWith(".java") || name.endsWith(".txt")) {
                        texts.put(name, Files.readString(file));
                    }
                }
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
        return Collections.unmodifiableMap(texts);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void everyRuleNamesWhatHoldsItAndWhatShowsIt(Rule rule) {
        assertThat(rule.heldBy()).isNotEmpty().allSatisfy(RaftDocumentTest::exists);
        assertThat(rule.shownBy())
                .isNotEmpty()
                .allSatisfy(RaftDocumentTest::exists)
                .allMatch(name -> name.endsWith(".txt") || name.split("\\.", 2)[0].endsWith("Test"));
    }

    static List<Rule> rules() throws IOException {
        List<Rule> rules = Files.readAllLines(ROOT.resolve("docs").resolve("raft.md")).stream()
                .filter(line -> line.startsWith("| "))
                .map(line -> List.of(line.substring(2).split(" *\\| *")))
                .filter(cells -> !cells.get(0).equals("Rule"))
                .peek(cells -> assertThat(cells).hasSize(COLUMNS))
                .map(cells -> new Rule(cells.get(0), names(cells.get(2)), names(cells.get(COLUMNS - 1))))
                .toList();
        assertThat(rules).hasSizeGreaterThan(COLUMNS);
        return rules;
    }

    private static List<String> names(String cell) {
        return NAME.matcher(cell).results().map(found -> found.group(1)).toList();
    }

    /** A scenario, a class, or a member of a class. */
    private static void exists(String name) {
        if (name.endsWith(".txt")) {
            assertThat(TEXTS).containsKey(name);
            return;
        }
        String[] parts = name.split("\\.", 2);
        assertThat(TEXTS).containsKey(parts[0] + ".java");
        if (parts.length == 2) {
            assertThat(TEXTS.get(parts[0] + ".java"))
                    .as("%s in %s.java", parts[1], parts[0])
                    .containsPattern("\\b" + parts[1] + "\\(");
        }
    }
}
