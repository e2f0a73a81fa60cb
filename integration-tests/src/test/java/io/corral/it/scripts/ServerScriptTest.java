package io.corral.it.scripts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.corral.testkit.certificate.HandmadeTls;
import io.corral.testkit.certificate.TestAuthority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("bin/zkServer.sh without a server")
class ServerScriptTest {

    private static final Path SCRIPT = ScriptRun.sourceTree().resolve("bin/zkServer.sh");

    @TempDir
    Path folder;

    @BeforeEach
    void needsThePackagedProgram() {
        assumeTrue(ScriptRun.isPackaged(), "the archive has not been packaged");
    }

    @Test
    void printsItsUsageForAnUnknownCommand() throws Exception {
        ScriptRun run = ScriptRun.of(SCRIPT, "dance").in(folder);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("Usage:").contains("start-foreground");
    }

    @Test
    void printsItsVersion() throws Exception {
        ScriptRun run = ScriptRun.of(SCRIPT, "version").in(folder);

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("Corral, version 0.1.0");
    }

    @Test
    void printsTheCommandWithTheFlagsOfTheOperatorLast() throws Exception {
        ScriptRun run = ScriptRun.of(SCRIPT, "print-cmd", "./some.cfg")
                .with("JVMFLAGS", "-Da=1  -Db=2")
                .with("SERVER_JVMFLAGS", "-Xmx77m")
                .with("ZK_SERVER_HEAP", "50")
                .in(folder);

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).containsSubsequence("-Xmx50m ", "-Xmx77m -Da=1 -Db=2", " io.corral.Main ./some.cfg");
        assertThat(run.err()).contains("Using config: ./some.cfg");
    }

    @Test
    void logsAsCorralDoesWhereTheConfigurationFolderSaysNothingAboutLogging() throws Exception {
        String fallback =
                "-Dlogback.configurationFile=" + ScriptRun.sourceTree().resolve("conf/logback.xml");

        ScriptRun without =
                ScriptRun.of(SCRIPT, "--config", folder.toString(), "print-cmd").in(folder);
        Files.writeString(folder.resolve("logback.xml"), "<configuration/>");
        ScriptRun with =
                ScriptRun.of(SCRIPT, "--config", folder.toString(), "print-cmd").in(folder);

        assertThat(without.out()).contains(fallback);
        assertThat(with.out()).doesNotContain("logback.configurationFile");
    }

    @Test
    void stopsNoOtherProgramThatHasTheNumberByNow() throws Exception {
        String config = config("clientPort=1");
        Process other = new ProcessBuilder("sleep", "60").start();
        try {
            Files.writeString(folder.resolve("data/zookeeper_server.pid"), Long.toString(other.pid()));

            ScriptRun run = ScriptRun.of(SCRIPT, "stop", config).in(folder);

            assertThat(run.exitCode()).isZero();
            assertThat(run.out()).contains("no zookeeper to stop").contains("another program");
            assertThat(other.isAlive()).isTrue();
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void looksForABareNameInTheConfigurationFolder() throws Exception {
        ScriptRun run = ScriptRun.of(SCRIPT, "--config", folder.toString(), "print-cmd", "a.cfg")
                .in(folder);

        assertThat(run.err()).contains("Using config: " + folder.resolve("a.cfg"));
    }

    @Test
    void readsTheFilesAnOperatorPutsBesideTheConfiguration() throws Exception {
        Files.writeString(folder.resolve("java.env"), "export SERVER_JVMFLAGS=-Dfrom.java.env=yes\n");

        ScriptRun run = ScriptRun.of(SCRIPT, "print-cmd")
                .with("ZOOCFGDIR", folder.toString())
                .in(folder);

        assertThat(run.out())
                .contains("-Dfrom.java.env=yes")
                .contains(folder.resolve("zoo.cfg").toString());
    }

    @Test
    void saysWhichFileIsMissing() throws Exception {
        ScriptRun run = ScriptRun.of(SCRIPT, "start", "./absent.cfg").in(folder);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("There is no configuration file ./absent.cfg");
    }

    @Test
    void stopsNothingWithoutComplaint() throws Exception {
        ScriptRun run = ScriptRun.of(SCRIPT, "stop", config("clientPort=1")).in(folder);

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("Stopping zookeeper ... no zookeeper to stop (could not find file ");
    }

    @Test
    void statusFailsWhenNobodyAnswers() throws Exception {
        ScriptRun run = ScriptRun.of(SCRIPT, "status", config("clientPort=1")).in(folder);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains("Client port found: 1. Client address: localhost. Client SSL: false.")
                .contains("Error contacting service. It is probably not running.");
    }

    @Test
    void statusFailsWhenTheServerDoesNotServe() throws Exception {
        try (FourLetterServer server =
                new FourLetterServer("This ZooKeeper instance is not currently serving requests\n")) {
            ScriptRun run = ScriptRun.of(SCRIPT, "status", config("clientPort=" + server.port()))
                    .in(folder);

            assertThat(run.exitCode()).isEqualTo(1);
        }
    }

    @Test
    void statusAsksTheClientPort() throws Exception {
        statusFindsTheServerWith("# clientPort=1\n  clientPort = %d\nclientPortAddress: 127.0.0.1");
    }

    @Test
    void statusTakesTheClientPortFromTheLineOfThisServer() throws Exception {
        statusFindsTheServerWith("server.1=a:1:2;3\nserver.2=b:1:2:participant;127.0.0.1:%d");
    }

    @Test
    void statusTakesTheClientPortFromTheDynamicFile() throws Exception {
        try (FourLetterServer server = new FourLetterServer("Mode: leader\n")) {
            Path dynamic = folder.resolve("zoo.cfg.dynamic");
            Files.writeString(dynamic, "server.2=b:1:2;" + server.port());
            ScriptRun run = ScriptRun.of(SCRIPT, "status", config("dynamicConfigFile=" + dynamic))
                    .in(folder);

            assertThat(run.out()).contains("Mode: leader");
        }
    }

    @Test
    void startSaysWhenThereIsNoAnswerYet() throws Exception {
        String config = config("clientPort=1");
        ScriptRun started = ScriptRun.of(SCRIPT, "start", config)
                .with("JAVA_HOME", silentJava().toString())
                .with("ZOO_LOG_DIR", folder.resolve("logs").toString())
                .with("CORRAL_START_PATIENCE", "2")
                .in(folder);

        assertThat(started.exitCode()).as(started.err()).isZero();
        assertThat(started.out()).contains("Starting zookeeper ... STARTED");
        assertThat(started.err())
                .contains("It has not answered at port 1 within 2 seconds")
                .contains(folder.resolve("logs").toString());
        assertThat(ScriptRun.of(SCRIPT, "stop", config).in(folder).out()).contains("STOPPED");
    }

    /** A Java whose server lives and says nothing. */
    private Path silentJava() throws IOException {
        return PretendedJava.in(folder, "exec -a io.corral.Main sleep 120\n");
    }

    @Test
    void statusAsksOverTlsWhereThereIsNoOtherPort() throws Exception {
        TestAuthority authority = TestAuthority.named("test authority");
        SSLContext own = HandmadeTls.of(authority.issue("CN=server", "localhost"), authority.certificate());
        try (FourLetterServer server = FourLetterServer.withTls(own, "Zxid: 0x1\nMode: follower\nNode count: 6\n")) {
            String config = config("secureClientPort=" + server.port() + "\nsecureClientPortAddress=127.0.0.1");

            ScriptRun run = ScriptRun.of(SCRIPT, "status", config)
                    .with("CLIENT_JVMFLAGS", SecureFlags.of(folder, authority))
                    .in(folder);

            assertThat(run.exitCode()).as(run.out()).isZero();
            assertThat(run.out()).endsWith("Client address: 127.0.0.1. Client SSL: true.\nMode: follower\n");

            ScriptRun without = ScriptRun.of(SCRIPT, "status", config).in(folder);

            assertThat(without.exitCode()).isEqualTo(1);
            assertThat(without.out())
                    .contains("CLIENT_JVMFLAGS")
                    .endsWith("Error contacting service. It is probably not running.\n");
        }
    }

    private void statusFindsTheServerWith(String lines) throws IOException, InterruptedException {
        try (FourLetterServer server = new FourLetterServer("Zxid: 0x1\nMode: follower\nNode count: 6\n")) {
            ScriptRun run = ScriptRun.of(SCRIPT, "status", config(lines.formatted(server.port())))
                    .in(folder);

            assertThat(run.exitCode()).isZero();
            assertThat(run.out()).endsWith("Client SSL: false.\nMode: follower\n");
        }
    }

    /** Writes a configuration of server 2 with these lines and returns its path. */
    private String config(String lines) throws IOException {
        Path data = Files.createDirectories(folder.resolve("data"));
        Files.writeString(data.resolve("myid"), "2\n");
        Path file = folder.resolve("test.cfg");
        Files.writeString(file, "dataDir=" + data + "\n" + lines + "\n");
        return file.toString();
    }
}
