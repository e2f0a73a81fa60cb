package io.corral.it.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The scripts that prepare and clean directories")
class DirectoryScriptsTest {
    private static final Path BIN = ScriptRun.sourceTree().resolve("bin");

    @TempDir
    Path folder;

    private Path data = Path.of("");

    @BeforeEach
    void configure() throws IOException {
        data = folder.resolve("data");
        Files.writeString(folder.resolve("zoo.cfg"), "dataDir=" + data + "\nclientPort=2181\n");
    }

    @Test
    void initializePreparesAnEmptyServer() throws Exception {
        ScriptRun run = script("zkServer-initialize.sh", "--configfile=zoo.cfg", "--myid=3");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).isEqualTo("Using myid of 3\n");
        assertThat(data.resolve("myid")).hasContent("3");
        assertThat(data.resolve("initialize")).exists();
        assertThat(data.resolve("corral")).isEmptyDirectory();
    }

    @Test
    void initializeKeepsDataUnlessItIsForced() throws Exception {
        Files.createDirectories(data.resolve("version-2"));

        ScriptRun refused = script("zkServer-initialize.sh", "--configfile", "zoo.cfg");
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.out())
                .isEqualTo("ZooKeeper data directory already exists at " + data
                        + " (or use --force to force re-initialization)\n");

        ScriptRun forced = script("zkServer-initialize.sh", "--configfile", "zoo.cfg", "--force");
        assertThat(forced.exitCode()).isZero();
        assertThat(forced.out()).contains("No myid provided, be sure to specify it in " + data + "/myid");
        assertThat(data.resolve("version-2")).doesNotExist();
    }

    @Test
    void initializeExplainsItself() throws Exception {
        assertThat(script("zkServer-initialize.sh", "--help").exitCode()).isEqualTo(1);
        assertThat(script("zkServer-initialize.sh", "--dance").out()).startsWith("Unknown option: --dance\nusage: ");
        assertThat(script("zkServer-initialize.sh", "--configfile=no.cfg").out())
                .isEqualTo("Unable to find config file at no.cfg\n");
    }

    @Test
    void cleanupKeepsTheNewestSnapshots() throws Exception {
        for (int number = 1; number <= 5; number++) {
            Files.createDirectories(data.resolve("corral/snapshots/snapshot-000000000000000" + number + "-1-0"));
        }

        ScriptRun run = ScriptRun.of(BIN.resolve("zkCleanup.sh"), "-n", "3")
                .with("ZOOCFGDIR", folder.toString())
                .in(folder);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out().lines()).hasSize(2).allMatch(line -> line.startsWith("Removing file: "));
        try (var left = Files.list(data.resolve("corral/snapshots"))) {
            assertThat(left).hasSize(3).noneMatch(each -> each.toString().contains("00002-"));
        }
    }

    @Test
    void cleanupKeepsThreeAtLeast() throws Exception {
        ScriptRun run = script("zkCleanup.sh", "-n", "2");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("count should be greater than or equal to 3");
    }

    @Test
    void aServerIsNotStartedWithoutDirectoriesWhenTheyAreNotToBeCreated() throws Exception {
        ScriptRun run = ScriptRun.of(BIN.resolve("zkServer.sh"), "start", "./zoo.cfg")
                .with("ZOO_DATADIR_AUTOCREATE_DISABLE", "1")
                .in(folder);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains("ZooKeeper data directory is missing at " + data + " fix the path or run initialize");
    }

    @Test
    void theSwitchesOfManagementBeansAreTold() throws Exception {
        ScriptRun disabled = ScriptRun.of(BIN.resolve("zkServer.sh"), "stop", "./zoo.cfg")
                .with("JMXDISABLE", "true")
                .in(folder);
        ScriptRun remote = ScriptRun.of(BIN.resolve("zkServer.sh"), "stop", "./zoo.cfg")
                .with("JMXPORT", "9999")
                .with("JMXHOSTNAME", "zoo1")
                .in(folder);

        assertThat(disabled.err()).startsWith("JMX disabled by user request\nUsing config: ./zoo.cfg\n");
        assertThat(remote.err())
                .contains("ZooKeeper remote JMX Port set to 9999\n")
                .contains("ZooKeeper remote JMX Hostname set to zoo1\n");
        assertThat(script("zkServer.sh", "stop", "./zoo.cfg").err()).startsWith("ZooKeeper JMX enabled by default\n");
    }

    private ScriptRun script(String name, String... arguments) throws IOException, InterruptedException {
        return ScriptRun.of(BIN.resolve(name), arguments).in(folder);
    }
}
