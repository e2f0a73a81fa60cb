package io.corral.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.corral.admin.http.HttpProtection;
import io.corral.server.control.AdminEvent;
import io.corral.testkit.certificate.HandmadeTls;
import io.corral.testkit.certificate.IssuedKeys;
import io.corral.testkit.certificate.TestAuthority;
import io.prometheus.client.CollectorRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The HTTP port with TLS")
class AdminHttpsTest {
    private static final TestAuthority AUTHORITY = TestAuthority.named("tests");

    private final AtomicReference<SSLContext> context = new AtomicReference<>(contextOf("CN=server"));

    private final FakeEnsemble ensemble = new FakeEnsemble();

    private static SSLContext contextOf(String subject) {
        return HandmadeTls.of(keys(subject), AUTHORITY.certificate());
    }

    private static IssuedKeys keys(String subject) {
        return AUTHORITY.issue(subject, "localhost", "127.0.0.1");
    }

    private AdminServer start(boolean needCertificate, boolean only) throws AdminStartException {
        return AdminServer.start(
                FakeEnsemble.settings(Optional.of(new HttpProtection(context::get, needCertificate, only))),
                new AdminSources(ensemble, ensemble, new CollectorRegistry(), Map.of(), Map.of()));
    }

    private static HttpResponse<String> get(String scheme, AdminServer server, SSLContext ownContext)
            throws IOException, InterruptedException {
        HttpClient client = HttpClient.newBuilder().sslContext(ownContext).build();
        URI address = URI.create(scheme + "://127.0.0.1:" + server.port() + "/commands/ruok");
        return client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static SSLContext anybody() {
        return HandmadeTls.withoutKeys(AUTHORITY.certificate());
    }

    @Test
    @DisplayName("speaks HTTP and HTTPS when it is unified")
    void unified() throws Exception {
        try (AdminServer server = start(false, false)) {
            assertThat(get("https", server, anybody()).body()).contains("\"error\"");
            assertThat(get("https", server, anybody()).headers().firstValue("Strict-Transport-Security"))
                    .contains("max-age=86400; includeSubDomains");
            assertThat(ensemble.happened).isEmpty();
            assertThat(get("http", server, anybody()).statusCode()).isEqualTo(200);
            assertThat(ensemble.happened).containsExactly(AdminEvent.PLAIN_CONNECTION);
        }
    }

    @Test
    @DisplayName("speaks nothing but HTTPS when that is forced")
    void forced() throws Exception {
        try (AdminServer server = start(false, true)) {
            assertThat(get("https", server, anybody()).statusCode()).isEqualTo(200);
            assertThatThrownBy(() -> get("http", server, anybody())).isInstanceOf(IOException.class);
        }
    }

    @Test
    @DisplayName("asks for a certificate if it has to")
    void certificates() throws Exception {
        try (AdminServer server = start(true, true)) {
            assertThat(get("https", server, contextOf("CN=operator")).statusCode())
                    .isEqualTo(200);
            assertThatThrownBy(() -> get("https", server, anybody())).isInstanceOf(IOException.class);
        }
    }

    @Test
    @DisplayName("knows the owner of a certificate (Authorization: x509)")
    void owner() throws Exception {
        try (AdminServer server = start(true, true)) {
            HttpClient client =
                    HttpClient.newBuilder().sslContext(contextOf("CN=operator")).build();
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("https://127.0.0.1:" + server.port() + "/commands/snapshot"))
                    .header("Authorization", "x509")
                    .build();
            assertThat(client.send(request, HttpResponse.BodyHandlers.ofString())
                            .body())
                    .isEqualTo("the state");
        }
    }

    @Test
    @DisplayName("shows a new certificate once there is one")
    void renewed() throws Exception {
        try (AdminServer server = start(false, true)) {
            context.set(contextOf("CN=renewed"));
            assertThat(get("https", server, anybody())
                            .sslSession()
                            .orElseThrow()
                            .getPeerPrincipal())
                    .hasToString("CN=renewed");
        }
    }
}
