package io.corral.it.scripts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.corral.it.ensemble.ReservedPorts;
import io.corral.testkit.certificate.StoreForm;
import io.corral.testkit.certificate.TestAuthority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
@DisplayName("bin/zkServer.sh and bin/zkCli.sh with a server")
class ServerLifecycleTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private UnpackedArchive archive = new UnpackedArchive(Path.of(""));
    private int port;

    @BeforeEach
    void configure() throws Exception {
        archive = UnpackedArchive.into(folder);
        port = freePort();
        Files.writeString(archive.home().resolve("conf/zoo.cfg"), """
                dataDir=%s
                clientPort=%d
                clientPortAddress=127.0.0.1
                admin.enableServer=false
                """.formatted(folder.resolve("data"), port));
    }

    @AfterEach
    void stop() throws Exception {
        if (Files.exists(archive.home().resolve("conf/zoo.cfg"))) {
            server("stop");
        }
    }

    @Test
    void startsServesRestartsWithItsDataAndStops() throws Exception {
        ScriptRun started = server("start");
        assertThat(started.exitCode()).as(started.err()).isZero();
        assertThat(started.out()).contains("Starting zookeeper ... STARTED");
        assertThat(folder.resolve("data/zookeeper_server.pid")).content().containsPattern("^\\d+$");
        awaitStandalone();

        ScriptRun again = server("start");
        assertThat(again.exitCode()).isEqualTo(1);
        assertThat(again.out()).contains("already running as process");

        assertThat(cli("create", "/kept", "yes").err()).contains("Created /kept");
        assertThat(server("restart").out()).contains("STOPPED").contains("STARTED");
        awaitStandalone();
        assertThat(cli("get", "/kept").out()).contains("yes");

        assertThat(server("stop").out()).contains("Stopping zookeeper ... STOPPED");
        assertThat(server("status").exitCode()).isEqualTo(1);
    }

    @Test
    void aBadConfigurationIsReportedAtOnce() throws Exception {
        Files.writeString(archive.home().resolve("conf/zoo.cfg"), "dataDir=" + folder + "\nclientPort=many\n");

        ScriptRun started = server("start");

        assertThat(started.exitCode()).isEqualTo(1);
        assertThat(started.out()).contains("FAILED TO START");
        assertThat(started.err()).contains("clientPort").contains("many");
    }

    @Test
    void aServerWithASecurePortAloneTellsItsStatus() throws Exception {
        TestAuthority authority = TestAuthority.named("test authority");
        Path keys = authority.issue("CN=server", "localhost", "127.0.0.1").write(folder, "server", StoreForm.PEM, "");
        Path trust = authority.writeTrust(folder, "trust", StoreForm.PEM, "");
        Files.writeString(
                archive.home().resolve("conf/zoo.cfg"), """
                dataDir=%s
                secureClientPort=%d
                secureClientPortAddress=127.0.0.1
                ssl.keyStore.location=%s
                ssl.trustStore.location=%s
                admin.enableServer=false
                """.formatted(folder.resolve("data"), port, keys, trust));
        assertThat(server("start").out()).contains("Starting zookeeper ... STARTED");

        String flags = SecureFlags.of(folder, authority);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(script("status")
                                .with("CLIENT_JVMFLAGS", flags)
                                .in(folder)
                                .out())
                        .contains("Client SSL: true.")
                        .contains("Mode: standalone"));
        assertThat(server("status").out()).contains("secureClientPort").contains("Error contacting service.");
    }

    private void awaitStandalone() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(server("status").out()).contains("Mode: standalone"));
    }

    private ScriptRun server(String command) throws IOException, InterruptedException {
        return script(command).in(folder);
    }

    private ScriptRun.Builder script(String command) {
        return ScriptRun.of(archive.script("zkServer.sh"), command).with("ZK_SERVER_HEAP", "256");
    }

    private ScriptRun cli(String... command) throws IOException, InterruptedException {
        String[] arguments = new String[command.length + 2];
        arguments[0] = "-server";
        arguments[1] = "127.0.0.1:" + port;
        System.arraycopy(command, 0, arguments, 2, command.length);
        return ScriptRun.of(archive.script("zkCli.sh"), arguments).in(folder);
    }

    private static int freePort() throws IOException {
        try (ReservedPorts reserved = ReservedPorts.reserve(1)) {
            return reserved.port(0);
        }
    }
}
