package io.corral.it.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.corral.it.ensemble.Ensemble;
import io.corral.it.ensemble.EnsembleSpec;
import io.corral.it.ensemble.FourLetterWord;
import io.corral.it.ensemble.ReservedPorts;
import io.corral.it.ensemble.ServerProgram;
import io.corral.testkit.certificate.HandmadeTls;
import io.corral.testkit.certificate.IssuedKeys;
import io.corral.testkit.certificate.StoreForm;
import io.corral.testkit.certificate.TestAuthority;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.retry.RetryOneTime;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.Id;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

@DisplayName("Clients with TLS")
@SuppressWarnings("try") // closing a client may be interrupted, and nobody interrupts here
class ClientTlsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int SOCKET_MILLIS = 45_000;

    @TempDir
    private static Path folder;

    private static Stores stores;
    private static IssuedKeys alice;
    private static Ensemble ensemble;
    private static int securePort;

    @BeforeAll
    static void start() throws IOException {
        stores = Stores.in(folder.resolve("stores"));
        alice = stores.authority().issue("CN=alice,O=Corral");
        try (ReservedPorts ports = ReservedPorts.reserve(1)) {
            securePort = ports.port(0);
        }
        EnsembleSpec spec = EnsembleSpec.of(ServerProgram.CORRAL, 1, folder.resolve("servers"))
                .with("secureClientPort", Integer.toString(securePort))
                .with("secureClientPortAddress", "127.0.0.1")
                .with("client.portUnification", "true")
                .with("client.certReload", "true")
                .with("ssl.handshakeDetectionTimeoutMillis", "10000")
                .with("X509AuthenticationProvider.superUser", "CN=root,O=Corral");
        Map<String, String> own = stores.settings("ssl.", "server", stores.ofThisMachine("CN=server"), StoreForm.BCFKS);
        for (Map.Entry<String, String> setting : own.entrySet()) {
            spec = spec.with(setting.getKey(), setting.getValue());
        }
        ensemble = Ensemble.start(spec);
    }

    @AfterAll
    static void stop() {
        ensemble.close();
    }

    private static int plainPort() {
        return ensemble.server(1).clientPort();
    }

    private static ZooKeeper as(String subject) throws Exception {
        IssuedKeys keys = stores.authority().issue(subject);
        return SecureClient.connect(securePort, SecureClient.config(stores, "client", keys, StoreForm.PKCS12));
    }

    @ParameterizedTest
    @EnumSource(value = StoreForm.class, mode = Mode.EXCLUDE, names = "BCFKS")
    @DisplayName("are served on the secure port and on the unified one, whatever the form of their stores")
    void everyForm(StoreForm form) throws Exception {
        for (int port : List.of(securePort, plainPort())) {
            try (ZooKeeper client = SecureClient.connect(port, SecureClient.config(stores, "alice", alice, form))) {
                String path = "/" + form + "-" + port;
                client.create(path, new byte[100_000], ZooDefs.Ids.OPEN_ACL_UNSAFE, CreateMode.EPHEMERAL);
                assertThat(client.getData(path, false, null)).hasSize(100_000);
                assertThat(client.whoAmI()).anySatisfy(info -> {
                    assertThat(info.getAuthScheme()).isEqualTo("x509");
                    assertThat(info.getUser()).isEqualTo("CN=alice,O=Corral");
                });
            }
        }
    }

    @Test
    @DisplayName("can be Curator")
    void curator() throws Exception {
        try (CuratorFramework client = CuratorFrameworkFactory.builder()
                .connectString("127.0.0.1:" + securePort)
                .retryPolicy(new RetryOneTime(1000))
                .zkClientConfig(SecureClient.config(stores, "curator", alice, StoreForm.JKS))
                .build()) {
            client.start();
            client.create().forPath("/curator", "hello".getBytes(StandardCharsets.UTF_8));
            assertThat(client.getData().forPath("/curator")).asString().isEqualTo("hello");
        }
    }

    @Test
    @DisplayName("own what access control lists give to the subject of their certificate")
    void x509() throws Exception {
        List<ACL> onlyAlice = new ArrayList<>();
        onlyAlice.add(new ACL(ZooDefs.Perms.ALL, new Id("x509", "CN=alice,O=Corral")));
        List<ACL> nobody = Arrays.asList(new ACL(ZooDefs.Perms.ALL, new Id("x509", "no name of anybody")));
        try (ZooKeeper owner = as("CN=alice,O=Corral");
                ZooKeeper other = as("CN=bob,O=Corral");
                ZooKeeper root = as("CN=root,O=Corral")) {
            owner.create("/alice", new byte[1], onlyAlice, CreateMode.PERSISTENT);
            owner.create("/creator", new byte[1], ZooDefs.Ids.CREATOR_ALL_ACL, CreateMode.PERSISTENT);
            assertThat(owner.getACL("/creator", null)).isEqualTo(onlyAlice);
            for (String path : List.of("/alice", "/creator")) {
                assertThat(owner.getData(path, false, null)).hasSize(1);
                assertThatThrownBy(() -> other.getData(path, false, null))
                        .isInstanceOf(KeeperException.NoAuthException.class);
                assertThatThrownBy(() -> other.setData(path, new byte[2], -1))
                        .isInstanceOf(KeeperException.NoAuthException.class);
                root.setData(path, new byte[3], -1);
                assertThat(owner.getData(path, false, null)).hasSize(3);
            }
            assertThatThrownBy(() -> owner.create("/nobody", null, nobody, CreateMode.PERSISTENT))
                    .isInstanceOf(KeeperException.InvalidACLException.class);
            owner.addAuthInfo("x509", new byte[0]);
            assertThat(owner.exists("/alice", false)).isNotNull();
        }
    }

    @Test
    @DisplayName("get four letter words answered, and see plain and protected connections told apart")
    void fourLetterWords() throws Exception {
        for (int port : List.of(securePort, plainPort())) {
            assertThat(askSecurely(port, "ruok")).isEqualTo("imok");
            assertThat(askSecurely(port, "srvr")).contains("Mode: standalone");
        }
        assertThat(FourLetterWord.ask(plainPort(), "ruok")).isEqualTo("imok");
        assertThat(FourLetterWord.ask(plainPort(), "conf")).contains("secureClientPort=" + securePort + "\n");
    }

    @Test
    @DisplayName("are turned away in the handshake when their certificate is no good, or missing")
    void badCertificates() {
        IssuedKeys foreign = TestAuthority.named("elsewhere").issue("CN=alice,O=Corral");
        IssuedKeys expired = stores.authority().issueExpired("CN=alice,O=Corral");
        for (SSLContext context : List.of(
                HandmadeTls.withoutKeys(stores.authority().certificate()),
                stores.context(foreign),
                stores.context(expired))) {
            assertThat(askSecurely(securePort, "ruok", context)).isEmpty();
            assertThat(askSecurely(plainPort(), "ruok", context)).isEmpty();
        }
        assertThat(askSecurely(securePort, "ruok")).isEqualTo("imok");
    }

    @Test
    @DisplayName("are turned away when they speak plain text on the secure port")
    void plainText() {
        assertThat(FourLetterWord.ask(securePort, "ruok")).isEmpty();
        assertThat(FourLetterWord.ask(plainPort(), "ruok")).isEqualTo("imok");
    }

    @Test
    @DisplayName("do not wait for others who never finish their handshake; those are closed")
    void slowHandshakes() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 50; i++) {
                Socket socket = new Socket("127.0.0.1", i % 2 == 0 ? securePort : plainPort());
                socket.setSoTimeout(SOCKET_MILLIS);
                socket.getOutputStream().write(new byte[] {22, 3, 1, 1});
                slow.add(socket);
            }
            assertThat(askSecurely(securePort, "ruok")).isEqualTo("imok");
            assertThat(askSecurely(plainPort(), "ruok")).isEqualTo("imok");
            try (ZooKeeper client = as("CN=alice,O=Corral")) {
                assertThat(client.exists("/", false)).isNotNull();
            }
            for (Socket socket : slow) {
                assertThat(endOf(socket)).isTrue();
            }
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    @DisplayName("see a new certificate soon after its file was replaced")
    void reload() {
        stores.ofThisMachine("CN=server renewed").write(stores.folder(), "server", StoreForm.BCFKS, Stores.PASSWORD);
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> certificateOfServer().equals("CN=server renewed"));
        assertThat(askSecurely(plainPort(), "ruok")).isEqualTo("imok");
    }

    private static String askSecurely(int port, String word) {
        return askSecurely(port, word, stores.context(alice));
    }

    private static String askSecurely(int port, String word, SSLContext context) {
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port)) {
            socket.setSoTimeout(SOCKET_MILLIS);
            socket.getOutputStream().write(word.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException turnedAway) {
            return "";
        }
    }

    private static String certificateOfServer() throws IOException {
        try (SSLSocket socket =
                (SSLSocket) stores.context(alice).getSocketFactory().createSocket("127.0.0.1", securePort)) {
            socket.setSoTimeout(SOCKET_MILLIS);
            socket.startHandshake();
            X509Certificate shown = (X509Certificate) socket.getSession().getPeerCertificates()[0];
            // Asked a word, the server ends the connection; closing a silent one takes ten seconds.
            socket.getOutputStream().write("ruok".getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().readAllBytes();
            return shown.getSubjectX500Principal().getName();
        }
    }

    /** Whether the server closes the connection, and not only falls silent. */
    private static boolean endOf(Socket socket) {
        try {
            socket.getInputStream().readAllBytes();
            return true;
        } catch (java.net.SocketTimeoutException open) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }
}
