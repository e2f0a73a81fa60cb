package io.corral.it.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The distribution archive, unpacked somewhere")
class DistributionTest {

    @TempDir
    Path folder;

    private Path home = Path.of("");
    private UnpackedArchive archive = new UnpackedArchive(home);

    @BeforeEach
    void unpack() throws Exception {
        archive = UnpackedArchive.into(folder);
        home = archive.home();
    }

    @Test
    void carriesWhatAnOperatorNeeds() {
        assertThat(List.of(
                        "bin/zkServer.sh",
                        "bin/zkCli.sh",
                        "bin/quickstart",
                        "conf/zoo_sample.cfg",
                        "conf/logback.xml",
                        "docs/architecture.md",
                        "docs/operations.md",
                        "LICENSE",
                        "NOTICE",
                        "README.md"))
                .allSatisfy(name -> assertThat(home.resolve(name)).isRegularFile());
        assertThat(home.resolve("bin/zkServer.sh")).isExecutable();
    }

    @Test
    void carriesNothingThatWantsTheSourceTree() throws Exception {
        try (Stream<Path> scripts = Files.list(home.resolve("bin"))) {
            assertThat(scripts)
                    .isNotEmpty()
                    .allSatisfy(script -> assertThat(script).content().doesNotContain("runs in the source tree"));
        }
    }

    @Test
    void itsReadmeSpeaksOfWhatIsThere() throws Exception {
        String readme = Files.readString(home.resolve("README.md"));

        assertThat(List.of(DocumentsTest.LINK, DocumentsTest.SCRIPT))
                .allSatisfy(pattern -> assertThat(
                                pattern.matcher(readme).results().map(found -> found.group(1)))
                        .isNotEmpty()
                        .allSatisfy(name -> assertThat(home.resolve(name)).isRegularFile()));
    }

    @Test
    void usesItsOwnJarsFromAnyFolder() throws Exception {
        ScriptRun run = ScriptRun.of(archive.script("zkServer.sh"), "print-cmd").in(folder);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains(home.toRealPath() + "/lib/").doesNotContain("launcher/target");
    }

    @Test
    void isFoundThroughASymbolicLink() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("zk"), home.resolve("bin/zkServer.sh"));

        ScriptRun run = ScriptRun.of(link, "version").in(folder);

        assertThat(run.out()).startsWith("Corral, version ");
    }

    @Test
    void keepsTheCommandLineClientApartFromTheServer() throws Exception {
        assertThat(names(home.resolve("lib"))).noneMatch(name -> name.startsWith("zookeeper-3"));
        assertThat(names(home.resolve("lib/cli"))).anyMatch(name -> name.startsWith("zookeeper-3"));
    }

    @Test
    void quickstartExplainsItselfWithoutBuilding() throws Exception {
        ScriptRun help = ScriptRun.of(archive.script("quickstart"), "--help").in(folder);
        ScriptRun mistake =
                ScriptRun.of(archive.script("quickstart"), "--nodes", "many").in(folder);

        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).contains("--standalone", "--nodes N", "--data DIR");
        assertThat(mistake.exitCode()).isEqualTo(1);
        assertThat(mistake.err()).contains("not 'many'");
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
