package io.corral.it.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.it.ensemble.Ensemble;
import io.corral.it.ensemble.EnsembleSpec;
import io.corral.it.ensemble.ServerProcess;
import io.corral.it.ensemble.ServerProgram;
import io.corral.testkit.certificate.HandmadeTls;
import io.corral.testkit.certificate.IssuedKeys;
import io.corral.testkit.certificate.StoreForm;
import io.corral.testkit.certificate.TestAuthority;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Three servers")
@Tag("slow")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@SuppressWarnings("try") // closing a client may be interrupted, and nobody interrupts here
class PeerTlsTest {
    private static final int SESSION_MILLIS = 30_000;
    private static final int SOCKET_MILLIS = 15_000;
    /** A stranger who is turned away is told so; one who is taken hears nothing, and waits in vain. */
    private static final int STRANGER_MILLIS = 2_500;

    private static final int ATTEMPTS = 100;

    @TempDir
    private static Path folder;

    private static Stores stores;
    private static Ensemble ensemble;
    private static ZooKeeper client;
    private static int written;

    @BeforeAll
    static void start() throws Exception {
        stores = Stores.in(folder.resolve("stores"));
        ensemble = Ensemble.start(EnsembleSpec.of(ServerProgram.CORRAL, 3, folder.resolve("servers")));
        client = new ZooKeeper(ensemble.connectString(), SESSION_MILLIS, event -> {});
        writes(1);
        client.create("/plain", new byte[1], ZooDefs.Ids.OPEN_ACL_UNSAFE, CreateMode.EPHEMERAL);
    }

    @AfterAll
    static void stop() throws Exception {
        client.close();
        ensemble.close();
    }

    @Test
    @Order(1)
    @DisplayName("change from plain text to TLS in three rounds of restarts, and lose neither majority nor session")
    void rollingSwitch() throws Exception {
        for (ServerProcess server : ensemble.servers()) {
            Map<String, String> settings = stores.settings(
                    "ssl.quorum.",
                    "server-" + server.id(),
                    stores.ofThisMachine("CN=server" + server.id()),
                    StoreForm.PKCS12);
            settings.forEach(server::configure);
            server.configure("ssl.quorum.hostnameVerification", "true");
            restart(server, "portUnification", "true");
        }
        for (ServerProcess server : ensemble.servers()) {
            restart(server, "sslQuorum", "true");
        }
        for (ServerProcess server : ensemble.servers()) {
            restart(server, "portUnification", "false");
        }
        assertThat(client.exists("/plain", false)).as("the session lives").isNotNull();
    }

    @Test
    @Order(2)
    @DisplayName("let nobody speak to them who has no certificate of theirs")
    void strangers() throws IOException {
        int port = ensemble.server(1).peerPort();
        IssuedKeys foreign = TestAuthority.named("elsewhere").issue("CN=server1", "127.0.0.1");
        assertThat(isTakenAsPeer(port, stores.context(stores.ofThisMachine("CN=another")), STRANGER_MILLIS))
                .isTrue();
        assertThat(isTakenAsPeer(
                        port, HandmadeTls.of(foreign, stores.authority().certificate()), SOCKET_MILLIS))
                .isFalse();
        assertThat(isTakenAsPeer(
                        port, HandmadeTls.withoutKeys(stores.authority().certificate()), SOCKET_MILLIS))
                .isFalse();
        try (Socket plain = new Socket("127.0.0.1", port)) {
            plain.setSoTimeout(SOCKET_MILLIS);
            plain.getOutputStream().write(new byte[] {0, 0, 0, 4, 1, 2, 3, 4});
            // All that comes back is an alert of TLS, then the end.
            assertThat(plain.getInputStream().readAllBytes()).hasSizeLessThan(20);
        }
    }

    @Test
    @Order(3)
    @DisplayName("with TLS replace a leader that is killed, without a change of session")
    void leaderKilled() throws Exception {
        ServerProcess leader = ensemble.leader();
        leader.kill();
        writes(5);
        assertThat(client.exists("/plain", false)).isNotNull();
        leader.start();
        ensemble.awaitServing();
        writes(1);
    }

    private static void restart(ServerProcess server, String key, String value) throws Exception {
        server.configure(key, value);
        server.stop();
        server.start();
        ensemble.awaitServing();
        writes(1);
    }

    /** Writes through whatever happens to the connection. */
    private static void writes(int count) throws Exception {
        for (int i = 0; i < count; i++) {
            written++;
            create("/n" + written);
        }
    }

    private static void create(String path) throws Exception {
        for (int attempt = 1; ; attempt++) {
            try {
                client.create(path, new byte[1], ZooDefs.Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
                return;
            } catch (KeeperException.NodeExistsException done) {
                return;
            } catch (KeeperException.ConnectionLossException lost) {
                if (attempt == ATTEMPTS) {
                    throw lost;
                }
            }
        }
    }

    /** Whether the handshake succeeds, and the server waits for a greeting then. */
    private static boolean isTakenAsPeer(int port, SSLContext context, int patienceMillis) throws IOException {
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port)) {
            socket.setSoTimeout(patienceMillis);
            socket.startHandshake();
            return socket.getInputStream().read() >= 0;
        } catch (java.net.SocketTimeoutException waiting) {
            return true;
        } catch (IOException turnedAway) {
            return false;
        }
    }
}
