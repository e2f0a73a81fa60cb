package io.corral.it.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.it.ensemble.Ensemble;
import io.corral.it.ensemble.EnsembleSpec;
import io.corral.it.ensemble.ReservedPorts;
import io.corral.it.ensemble.ServerProgram;
import io.corral.testkit.certificate.SecondHandshake;
import io.corral.testkit.certificate.StoreForm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("What clients with TLS are offered is what ZooKeeper offers them:")
class HandshakeOffersTest {
    private static final int PATIENCE_MILLIS = 60_000;
    private static final String REFUSED = "refused";
    private static final String OLD = "TLSv1.2";
    private static final List<String> VERSIONS = List.of(OLD, "TLSv1.3");

    @TempDir
    private static Path folder;

    private static Stores stores;
    private static SSLContext caller;
    private static Map<String, String> tls;

    @BeforeAll
    static void prepare() throws Exception {
        stores = Stores.in(folder.resolve("stores"));
        caller = stores.context(stores.authority().issue("CN=alice"));
        tls = stores.settings("ssl.", "server", stores.ofThisMachine("CN=server"), StoreForm.PKCS12);
    }

    @Test
    @DisplayName("one version, unless more are named")
    void versions() throws IOException {
        Map<ServerProgram, Map<String, String>> taken = new LinkedHashMap<>();
        for (ServerProgram program : ServerProgram.values()) {
            int port = freePort();
            try (Ensemble ensemble = start(program, "versions", port, Map.of())) {
                Map<String, String> each = new LinkedHashMap<>();
                VERSIONS.forEach(version -> each.put(version, agreed(port, version, allSuites())));
                taken.put(program, each);
                assertThat(ensemble.server(1).clientPort()).isPositive();
            }
        }
        assertThat(taken.get(ServerProgram.CORRAL)).isEqualTo(taken.get(ServerProgram.ZOOKEEPER));
        assertThat(taken.get(ServerProgram.CORRAL)).containsEntry(OLD, REFUSED);
    }

    @ParameterizedTest
    @EnumSource(ServerProgram.class)
    @DisplayName("the suites and which is preferred, and one handshake for each connection")
    void suites(ServerProgram program) throws IOException {
        int port = freePort();
        try (Ensemble ensemble = start(program, "suites", port, Map.of("ssl.enabledProtocols", "TLSv1.2,TLSv1.3"))) {
            assertThat(ensemble.server(1).clientPort()).isPositive();
            String[] taken = Arrays.stream(allSuites())
                    .filter(suite -> VERSIONS.stream()
                            .anyMatch(version -> agreed(port, version, suite).equals(suite)))
                    .toArray(String[]::new);
            assertThat(taken)
                    .containsExactlyInAnyOrder(
                            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
                            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
                            "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256",
                            "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA",
                            "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384",
                            "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA",
                            "TLS_AES_256_GCM_SHA384",
                            "TLS_AES_128_GCM_SHA256",
                            "TLS_CHACHA20_POLY1305_SHA256");
            assertThat(agreed(port, OLD, allSuites())).isEqualTo("TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256");
            assertThat(agreed(port, "TLSv1.3", allSuites())).isEqualTo("TLS_AES_256_GCM_SHA384");
            try (SSLSocket socket = connect(port, OLD, allSuites())) {
                assertThat(SecondHandshake.isTaken(socket)).isFalse();
            }
        }
    }

    private static Ensemble start(ServerProgram program, String name, int port, Map<String, String> more)
            throws IOException {
        EnsembleSpec spec = EnsembleSpec.of(program, 1, folder.resolve(program + "-" + name))
                .with("serverCnxnFactory", "org.apache.zookeeper.server.NettyServerCnxnFactory")
                .with("secureClientPort", Integer.toString(port));
        Map<String, String> settings = new LinkedHashMap<>(tls);
        settings.putAll(more);
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            spec = spec.with(setting.getKey(), setting.getValue());
        }
        return Ensemble.start(spec);
    }

    private static int freePort() throws IOException {
        try (ReservedPorts ports = ReservedPorts.reserve(1)) {
            return ports.port(0);
        }
    }

    private static String[] allSuites() {
        return Arrays.stream(caller.getSupportedSSLParameters().getCipherSuites())
                .filter(suite -> !suite.equals("TLS_EMPTY_RENEGOTIATION_INFO_SCSV"))
                .toArray(String[]::new);
    }

    /** The suite that a handshake ends with. */
    private static String agreed(int port, String version, String... suites) {
        try (SSLSocket socket = connect(port, version, suites)) {
            socket.startHandshake();
            SSLSession session = socket.getSession();
            // The next handshake is to be one of its own.
            session.invalidate();
            return session.getCipherSuite();
        } catch (IOException refused) {
            return REFUSED;
        }
    }

    private static SSLSocket connect(int port, String version, String... suites) throws IOException {
        SSLSocket socket = (SSLSocket) caller.getSocketFactory().createSocket("127.0.0.1", port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setEnabledProtocols(new String[] {version});
        socket.setEnabledCipherSuites(suites);
        return socket;
    }
}
