package io.corral.server.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.corral.testkit.certificate.IssuedKeys;
import io.corral.testkit.certificate.RevocationDesk;
import io.corral.testkit.certificate.StoreForm;
import io.corral.testkit.certificate.TestAuthority;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Revoked certificates")
class RevocationTest {
    private static final String PASSWORD = "secret";
    private static final String HERE = "127.0.0.1";
    private static final TestAuthority AUTHORITY = TestAuthority.named("tests");

    @TempDir
    private Path folder;

    private RevocationDesk desk;

    @BeforeEach
    void open() throws IOException {
        desk = RevocationDesk.open(AUTHORITY);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    @DisplayName("are refused when the list they name says so; others are taken (ssl.crl)")
    void lists() throws Exception {
        IssuedKeys good = desk.issueListed("CN=good");
        IssuedKeys bad = desk.issueListed("CN=bad");
        desk.revoke(bad);
        assertThat(call(good, Revocation.LISTS)).isEqualTo("CN=good");
        assertThatThrownBy(() -> call(bad, Revocation.LISTS))
                .isInstanceOf(SSLException.class)
                .hasStackTraceContaining("revoked");
        assertThat(desk.listsGiven()).isPositive();
        assertThat(call(bad, Revocation.UNCHECKED)).isEqualTo("CN=bad");
    }

    @Test
    @DisplayName("are refused when the responder they name says so; others are taken (ssl.ocsp)")
    void responders() throws Exception {
        IssuedKeys good = desk.issueAnsweredFor("CN=good");
        IssuedKeys bad = desk.issueAnsweredFor("CN=bad");
        desk.revoke(bad);
        assertThat(call(good, Revocation.RESPONDERS)).isEqualTo("CN=good");
        assertThatThrownBy(() -> call(bad, Revocation.RESPONDERS))
                .isInstanceOf(SSLException.class)
                .hasStackTraceContaining("revoked");
        assertThat(desk.questionsAnswered()).isPositive();
    }

    @Test
    @DisplayName("may be among those about which nobody can say anything, so those are refused too")
    void unknown() {
        IssuedKeys nowhere = AUTHORITY.issue("CN=nowhere");
        IssuedKeys listed = desk.issueListed("CN=listed");
        IssuedKeys answeredFor = desk.issueAnsweredFor("CN=answered");
        desk.close();
        assertThatThrownBy(() -> call(nowhere, Revocation.LISTS)).isInstanceOf(SSLException.class);
        assertThatThrownBy(() -> call(listed, Revocation.LISTS)).isInstanceOf(SSLException.class);
        assertThatThrownBy(() -> call(answeredFor, Revocation.RESPONDERS)).isInstanceOf(SSLException.class);
    }

    @Test
    @DisplayName("are looked for with authorities of one's own only; the message says what to set")
    void withoutTrustStore() {
        StoreSettings keys = keys(AUTHORITY.issue("CN=server", HERE));
        assertThatThrownBy(() ->
                        TlsEngines.open(settings(keys, Optional.empty(), Revocation.LISTS), InstantSource.system()))
                .isInstanceOf(TlsException.class)
                .hasMessageContaining("ssl.crl=true")
                .hasMessageContaining("ssl.trustStore.location");
    }

    /** Who a server that checks in this way sees calling. */
    private String call(IssuedKeys caller, Revocation revocation) throws IOException {
        TlsEngines server = engines(AUTHORITY.issue("CN=server", HERE), revocation);
        return HandshakeInMemory.between(engines(caller, Revocation.UNCHECKED), HERE, server);
    }

    private TlsEngines engines(IssuedKeys own, Revocation revocation) throws TlsException {
        Path trust = AUTHORITY.writeTrust(folder, "trust", StoreForm.PKCS12, PASSWORD);
        return TlsEngines.open(
                settings(keys(own), Optional.of(store("ssl.trustStore", trust)), revocation), InstantSource.system());
    }

    private StoreSettings keys(IssuedKeys own) {
        return store("ssl.keyStore", own.write(folder, "own", StoreForm.PKCS12, PASSWORD));
    }

    private static StoreSettings store(String key, Path file) {
        return new StoreSettings(key, file, StoreType.PKCS12, new StoreSecret(Optional.empty(), PASSWORD));
    }

    private static TlsSettings settings(StoreSettings keys, Optional<StoreSettings> trusted, Revocation revocation) {
        return new TlsSettings(
                "ssl.",
                keys,
                trusted,
                new TlsSettings.Handshake("TLSv1.3", List.of("TLSv1.3"), List.of()),
                ClientCertificates.NEED,
                new PeerChecks(true, false, false, revocation),
                Duration.ofSeconds(5),
                false);
    }
}
