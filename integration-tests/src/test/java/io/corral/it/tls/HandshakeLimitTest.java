package io.corral.it.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.corral.it.ensemble.Ensemble;
import io.corral.it.ensemble.EnsembleSpec;
import io.corral.it.ensemble.FourLetterWord;
import io.corral.it.ensemble.ReservedPorts;
import io.corral.it.ensemble.ServerProgram;
import io.corral.testkit.certificate.StoreForm;
import io.corral.testkit.certificate.TestAuthority;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Handshakes of TLS")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HandshakeLimitTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int SOCKET_MILLIS = 15_000;

    @TempDir
    private static Path folder;

    private static Stores stores;
    private static Ensemble ensemble;
    private static int securePort;

    @BeforeAll
    static void start() throws IOException {
        stores = Stores.in(folder.resolve("stores"));
        try (ReservedPorts ports = ReservedPorts.reserve(1)) {
            securePort = ports.port(0);
        }
        EnsembleSpec spec = EnsembleSpec.of(ServerProgram.CORRAL, 1, folder.resolve("servers"))
                .with("secureClientPort", Integer.toString(securePort))
                .with("netty.server.outstandingHandshake.limit", "2");
        Map<String, String> own =
                stores.settings("ssl.", "server", stores.ofThisMachine("CN=server"), StoreForm.PKCS12);
        for (Map.Entry<String, String> setting : own.entrySet()) {
            spec = spec.with(setting.getKey(), setting.getValue());
        }
        ensemble = Ensemble.start(spec);
    }

    @AfterAll
    static void stop() {
        ensemble.close();
    }

    @Test
    @Order(1)
    @DisplayName("are limited in number: who comes on top is closed, and served once there is room")
    void limited() throws IOException {
        try (Socket first = new Socket("127.0.0.1", securePort);
                Socket second = new Socket("127.0.0.1", securePort)) {
            await().atMost(PATIENCE).until(() -> metric("outstanding_tls_handshake") == 2);
            assertThat(List.of(first, second)).allMatch(Socket::isConnected);
            assertClosed(securePort);
            assertThat(metric("tls_handshake_exceeded")).isEqualTo(1);
            assertThat(metric("unsuccessful_handshake")).isZero();
        }
        await().atMost(PATIENCE).until(() -> metric("outstanding_tls_handshake") == 0);
        assertThat(metric("unsuccessful_handshake")).isEqualTo(2);
        assertThat(visit(stores.authority())).isEqualTo("[ip:127.0.0.1, x509:CN=alice]");
    }

    @Test
    @Order(2)
    @DisplayName("that fail are counted, as failed authentications too; so are connections that do without")
    void counted() {
        long failed = metric("unsuccessful_handshake");
        long unknown = metric("auth_failed_count");
        long plain = metric("non_mtls_local_conn_count");
        assertThat(visit(TestAuthority.named("elsewhere"))).isEqualTo("turned away");
        await().atMost(PATIENCE).until(() -> metric("unsuccessful_handshake") == failed + 1);
        assertThat(metric("auth_failed_count")).isEqualTo(unknown + 1);
        assertThat(metric("non_mtls_local_conn_count")).isGreaterThan(plain);
        assertThat(metric("non_mtls_remote_conn_count")).isZero();
        assertThat(metric("tls_handshake_exceeded")).isEqualTo(1);
    }

    private static String visit(TestAuthority signer) {
        return SecureVisit.to(securePort, stores.context(signer.issue("CN=alice")));
    }

    private static void assertClosed(int port) throws IOException {
        try (Socket late = new Socket("127.0.0.1", port)) {
            late.setSoTimeout(SOCKET_MILLIS);
            assertThat(late.getInputStream().read()).isEqualTo(-1);
        }
    }

    /** A value that mntr shows now. */
    private static long metric(String name) {
        return FourLetterWord.ask(ensemble.server(1).clientPort(), "mntr")
                .lines()
                .filter(line -> line.startsWith("zk_" + name + "\t"))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.indexOf('\t') + 1)))
                .findFirst()
                .orElseThrow();
    }
}
