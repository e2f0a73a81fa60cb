package io.corral.it.scripts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Variables of the environment")
class ScriptEnvironmentTest {
    private static final Path BIN = ScriptRun.sourceTree().resolve("bin");

    @TempDir
    Path folder;

    @BeforeEach
    void needsThePackagedProgram() throws IOException {
        assumeTrue(ScriptRun.isPackaged(), "the archive has not been packaged");
        Files.writeString(folder.resolve("zoo.cfg"), "dataDir=" + folder.resolve("data") + "\nclientPort=1\n");
        Files.writeString(folder.resolve("other.cfg"), "dataDir=" + folder.resolve("other") + "\n");
    }

    @Test
    @DisplayName("say where a server's log and the file with its number go")
    void filesOfAServer() throws Exception {
        Path pidFile = folder.resolve("run/server.pid");
        Path javaHome = recordingJava();
        ScriptRun started = server("start")
                .with("ZOOPIDFILE", pidFile.toString())
                .with("ZOO_LOG_DIR", folder.resolve("logs").toString())
                .with("ZOO_LOG_FILE", "own.log")
                .with("CORRAL_START_PATIENCE", "1")
                .with("JAVA_HOME", javaHome.toString())
                .in(folder);

        assertThat(started.out()).contains("STARTED");
        assertThat(pidFile).content().containsPattern("^\\d+$");
        assertThat(folder.resolve("data/zookeeper_server.pid")).doesNotExist();
        assertThat(arguments(javaHome))
                .contains("-Dzookeeper.log.dir=" + folder.resolve("logs"), "-Dzookeeper.log.file=own.log");
        assertThat(folder.resolve("logs")).isDirectoryContaining("glob:**.out");

        assertThat(server("stop").in(folder).out()).contains("no zookeeper to stop (could not find file ");
        assertThat(server("stop")
                        .with("ZOOPIDFILE", pidFile.toString())
                        .in(folder)
                        .out())
                .contains("STOPPED");
        assertThat(pidFile).doesNotExist();
    }

    @Test
    @DisplayName("give the client its heap and its flags; those for all programs come behind and win")
    void flagsOfTheClient() throws Exception {
        Path javaHome = recordingJava();
        ScriptRun.of(BIN.resolve("zkCli.sh"), "-server", "here:1", "ls", "/")
                .with("ZK_CLIENT_HEAP", "99")
                .with("CLIENT_JVMFLAGS", "-Dwho=client -Da=1")
                .with("JVMFLAGS", "-Dwho=all")
                .with("SERVER_JVMFLAGS", "-Dwho=server")
                .with("JAVA_HOME", javaHome.toString())
                .in(folder);

        assertThat(arguments(javaHome))
                .containsSubsequence("-Xmx99m", "-Dwho=client", "-Da=1", "-Dwho=all")
                .endsWith("org.apache.zookeeper.ZooKeeperMain", "-server", "here:1", "ls", "/")
                .doesNotContain("-Dwho=server");
    }

    @Test
    @DisplayName("name the configuration by its folder and its file, which an argument overrules")
    void configuration() throws Exception {
        assertThat(server("print-cmd").in(folder).err()).endsWith("Using config: " + folder.resolve("zoo.cfg") + "\n");
        assertThat(server("print-cmd").with("ZOOCFG", "other.cfg").in(folder).err())
                .endsWith("Using config: " + folder.resolve("other.cfg") + "\n");
        assertThat(server("print-cmd", "zoo.cfg")
                        .with("ZOOCFG", "other.cfg")
                        .in(folder)
                        .err())
                .endsWith("Using config: " + folder.resolve("zoo.cfg") + "\n");
    }

    @Test
    @DisplayName("that lead to no Java are passed over")
    void wrongJavaHome() throws Exception {
        ScriptRun run = server("print-cmd")
                .with("JAVA_HOME", folder.resolve("nowhere").toString())
                .in(folder);

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("/java ").contains(" io.corral.Main ").doesNotContain("nowhere");
    }

    @Test
    @DisplayName("open the management beans to other machines, or to nobody")
    void managementBeans() throws Exception {
        ScriptRun remote = server("print-cmd")
                .with("JMXPORT", "9999")
                .with("JMXAUTH", "true")
                .with("JMXHOSTNAME", "zoo1")
                .in(folder);

        assertThat(remote.out())
                .contains("-Dcom.sun.management.jmxremote.port=9999")
                .contains("-Dcom.sun.management.jmxremote.authenticate=true")
                .contains("-Dcom.sun.management.jmxremote.ssl=false")
                .contains("-Djava.rmi.server.hostname=zoo1");
        assertThat(server("print-cmd").in(folder).out())
                .contains("-Dcom.sun.management.jmxremote.local.only=false")
                .doesNotContain("jmxremote.port");
        assertThat(server("print-cmd").with("JMXLOCALONLY", "true").in(folder).out())
                .contains("-Dcom.sun.management.jmxremote.local.only=true");
        assertThat(server("print-cmd").with("JMXDISABLE", "true").in(folder).out())
                .doesNotContain("jmxremote");
        assertThat(server("print-cmd").with("JMXDISABLE", "false").in(folder).out())
                .contains("jmxremote");
    }

    @Test
    @DisplayName("do not help a configuration without any port for clients")
    void noPort() throws Exception {
        ScriptRun run = server("status", "other.cfg").in(folder);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .endsWith("Unable to find either secure or unsecure client port in any configs. Terminating.\n");
    }

    private ScriptRun.Builder server(String... arguments) {
        return ScriptRun.of(BIN.resolve("zkServer.sh"), arguments).with("ZOOCFGDIR", folder.toString());
    }

    private static List<String> arguments(Path javaHome) throws IOException {
        return Files.readAllLines(javaHome.resolve("arguments"));
    }

    /** A Java that writes down what it was to run; as a server, it lives on. */
    private Path recordingJava() throws IOException {
        return PretendedJava.in(folder, """
                printf '%s\\n' "$@" >"$(dirname "$0")/../arguments"
                case "$*" in
                  *io.corral.Main*) exec -a io.corral.Main sleep 120 ;;
                esac
                """);
    }
}
