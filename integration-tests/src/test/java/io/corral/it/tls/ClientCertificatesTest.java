package io.corral.it.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.it.ensemble.Ensemble;
import io.corral.it.ensemble.EnsembleSpec;
import io.corral.it.ensemble.ReservedPorts;
import io.corral.it.ensemble.ServerProgram;
import io.corral.testkit.certificate.HandmadeTls;
import io.corral.testkit.certificate.StoreForm;
import io.corral.testkit.certificate.TestAuthority;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("try") // servers that are there to be connected to
@DisplayName("ssl.clientAuth means to Corral what it means to ZooKeeper")
class ClientCertificatesTest {
    private static final int STARTED_AT_A_TIME = 2;

    @TempDir
    private static Path folder;

    @Test
    @DisplayName("for clients with a valid certificate, a foreign one, an expired one and none")
    void sameAnswers() throws Exception {
        Stores stores = Stores.in(folder.resolve("stores"));
        Map<String, String> tls =
                stores.settings("ssl.", "server", stores.ofThisMachine("CN=server"), StoreForm.PKCS12);
        Map<String, SSLContext> callers = callers(stores);
        ExecutorService threads = Executors.newFixedThreadPool(STARTED_AT_A_TIME);
        try {
            Map<ServerProgram, Map<String, String>> seen = new LinkedHashMap<>();
            for (ServerProgram program : ServerProgram.values()) {
                List<CompletableFuture<Map<String, String>>> asked = List.of("none", "want", "need").stream()
                        .map(way -> CompletableFuture.supplyAsync(() -> visits(program, way, tls, callers), threads))
                        .toList();
                Map<String, String> all = new LinkedHashMap<>();
                asked.forEach(each -> all.putAll(each.join()));
                seen.put(program, all);
            }
            assertThat(seen.get(ServerProgram.CORRAL)).isEqualTo(seen.get(ServerProgram.ZOOKEEPER));
            assertThat(seen.get(ServerProgram.CORRAL))
                    .containsEntry("need, valid", "[ip:127.0.0.1, x509:CN=alice,O=Corral]")
                    .containsEntry("need, missing", "turned away");
        } finally {
            threads.shutdownNow();
        }
    }

    private static Map<String, SSLContext> callers(Stores stores) {
        Map<String, SSLContext> callers = new LinkedHashMap<>();
        callers.put("valid", stores.context(stores.authority().issue("CN=alice,O=Corral")));
        callers.put("foreign", stores.context(TestAuthority.named("elsewhere").issue("CN=alice,O=Corral")));
        callers.put("expired", stores.context(stores.authority().issueExpired("CN=alice,O=Corral")));
        callers.put("missing", HandmadeTls.withoutKeys(stores.authority().certificate()));
        return callers;
    }

    private static Map<String, String> visits(
            ServerProgram program, String way, Map<String, String> tls, Map<String, SSLContext> callers) {
        try {
            int port;
            try (ReservedPorts ports = ReservedPorts.reserve(1)) {
                port = ports.port(0);
            }
            EnsembleSpec spec = EnsembleSpec.of(program, 1, folder.resolve(program + "-" + way))
                    .with("serverCnxnFactory", "org.apache.zookeeper.server.NettyServerCnxnFactory")
                    .with("secureClientPort", Integer.toString(port))
                    .with("ssl.clientAuth", way);
            for (Map.Entry<String, String> setting : tls.entrySet()) {
                spec = spec.with(setting.getKey(), setting.getValue());
            }
            try (Ensemble ensemble = Ensemble.start(spec)) {
                return callers.keySet().stream()
                        .collect(Collectors.toMap(
                                caller -> way + ", " + caller, caller -> SecureVisit.to(port, callers.get(caller))));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
