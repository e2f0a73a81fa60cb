package io.corral.it.scripts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Documents and scripts as texts")
class DocumentsTest {

    private static final Path ROOT = ScriptRun.sourceTree();
    /** The target of a link that is no address on the web. */
    static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)(?:#[^)]*)?\\)");
    /** A script of Corral's that a text speaks of. */
    static final Pattern SCRIPT = Pattern.compile("`?(?:^|[`\\s(])((?:bin|\\.ci)/[A-Za-z.-]+)", Pattern.MULTILINE);

    static Stream<Path> documents() throws IOException {
        try (Stream<Path> top = Files.list(ROOT);
                Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(top, docs)
                    .filter(file -> file.toString().endsWith(".md"))
                    .map(ROOT::relativize)
                    .toList()
                    .stream();
        }
    }

    @Test
    void theReadmeStartsWithTheTwoCommands() throws IOException {
        List<String> lines = Files.readAllLines(ROOT.resolve("README.md"));

        assertThat(lines.subList(0, 5)).anyMatch(line -> line.startsWith("bin/quickstart"));
        assertThat(lines.subList(0, 5)).anyMatch(line -> line.startsWith("bin/test"));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void linksLeadSomewhere(Path document) throws IOException {
        Path file = ROOT.resolve(document);

        assertThat(LINK.matcher(Files.readString(file)).results().map(link -> link.group(1)))
                .allSatisfy(target -> assertThat(file.resolveSibling(target)).exists());
    }

    @ParameterizedTest
    @MethodSource("documents")
    void scriptsSpokenOfExist(Path document) throws IOException {
        Matcher matcher = SCRIPT.matcher(Files.readString(ROOT.resolve(document)));

        assertThat(matcher.results().map(found -> found.group(1)))
                .allSatisfy(script -> assertThat(ROOT.resolve(script)).isExecutable());
    }

    @Test
    void shellcheckHasNothingToSay(@TempDir Path folder) throws Exception {
        assumeTrue(
                ScriptRun.of(Path.of("which"), "shellcheck").in(folder).exitCode() == 0, "shellcheck is not installed");
        try (Stream<Path> scripts = Files.list(ROOT.resolve("bin"))) {
            String[] arguments = Stream.concat(Stream.of("-x", "--source-path=" + ROOT), scripts.map(Path::toString))
                    .toArray(String[]::new);

            assertThat(ScriptRun.of(Path.of("shellcheck"), arguments).in(folder).out())
                    .isEmpty();
        }
    }
}
