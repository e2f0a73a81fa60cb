package io.corral.it.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.it.ensemble.Ensemble;
import io.corral.it.ensemble.EnsembleSpec;
import io.corral.it.ensemble.ReservedPorts;
import io.corral.it.ensemble.ServerProgram;
import io.corral.testkit.certificate.StoreForm;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.Id;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A copy of the state over HTTPS")
@SuppressWarnings("try") // closing a client may be interrupted, and nobody interrupts here
class AdminCertificateTest {

    @TempDir
    private Path folder;

    @Test
    @DisplayName("is for whom the list of the root gives everything to by their certificate, and for the super user")
    void x509() throws Exception {
        Stores stores = Stores.in(folder.resolve("stores"));
        int port;
        try (ReservedPorts ports = ReservedPorts.reserve(1)) {
            port = ports.port(0);
        }
        try (Ensemble ensemble = Ensemble.start(spec(stores, port))) {
            try (ZooKeeper operator = SecureClient.connect(
                    port,
                    SecureClient.config(
                            stores, "operator", stores.authority().issue("CN=operator"), StoreForm.PKCS12))) {
                Id owner = new Id("x509", "CN=operator");
                operator.setACL("/", Collections.singletonList(new ACL(ZooDefs.Perms.ALL, owner)), -1);
            }
            int admin = ensemble.server(1).adminPort();
            assertThat(status(stores, admin, "CN=operator", "x509")).isEqualTo(200);
            assertThat(status(stores, admin, "CN=operator", "x509 anything")).isEqualTo(200);
            assertThat(status(stores, admin, "CN=root", "x509")).isEqualTo(200);
            assertThat(status(stores, admin, "CN=somebody", "x509")).isEqualTo(403);
            assertThat(status(stores, admin, "CN=operator", "digest some:body")).isEqualTo(403);
            assertThat(status(stores, admin, "CN=operator", "x509 two words")).isEqualTo(401);
        }
    }

    private EnsembleSpec spec(Stores stores, int securePort) {
        Map<String, String> settings = new TreeMap<>();
        settings.putAll(stores.settings("ssl.", "server", stores.ofThisMachine("CN=server"), StoreForm.PKCS12));
        settings.putAll(stores.settings("ssl.quorum.", "admin", stores.ofThisMachine("CN=server"), StoreForm.PKCS12));
        settings.put("secureClientPort", Integer.toString(securePort));
        settings.put("X509AuthenticationProvider.superUser", "CN=root");
        settings.put("admin.enableServer", "true");
        settings.put("admin.forceHttps", "true");
        settings.put("admin.needClientAuth", "true");
        settings.put("admin.rateLimiterIntervalInMS", "0");
        EnsembleSpec spec = EnsembleSpec.of(ServerProgram.CORRAL, 1, folder.resolve("servers"));
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            spec = spec.with(setting.getKey(), setting.getValue());
        }
        return spec;
    }

    private static int status(Stores stores, int port, String subject, String authorization)
            throws IOException, InterruptedException {
        HttpClient client = HttpClient.newBuilder()
                .sslContext(stores.context(stores.authority().issue(subject)))
                .build();
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("https://127.0.0.1:" + port + "/commands/snapshot?streaming=false"))
                .header("Authorization", authorization)
                .build();
        return client.send(request, BodyHandlers.ofString()).statusCode();
    }
}
