package io.corral.server.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.corral.testkit.certificate.IssuedKeys;
import io.corral.testkit.certificate.StoreForm;
import io.corral.testkit.certificate.TestAuthority;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Engines made from stores")
class TlsEnginesTest {
    private static final PeerChecks NAMES_OF_SERVERS = new PeerChecks(true, false, false, Revocation.UNCHECKED);
    private static final PeerChecks ALL_NAMES = new PeerChecks(true, true, false, Revocation.UNCHECKED);
    private static final TestAuthority AUTHORITY = TestAuthority.named("tests");
    private static final IssuedKeys SERVER = AUTHORITY.issue("CN=server,O=Corral", "zoo1.example.com", "127.0.0.1");
    private static final IssuedKeys CLIENT = AUTHORITY.issue("CN=client,O=Corral");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(StoreForm.class)
    @DisplayName("shake hands, whatever the form of the store")
    void everyForm(StoreForm form) throws Exception {
        TlsEngines server = open("server", SERVER, form, "secret", NAMES_OF_SERVERS);
        TlsEngines client = open("client", CLIENT, form, "sesame", NAMES_OF_SERVERS);
        assertThat(HandshakeInMemory.between(client, "zoo1.example.com", server))
                .isEqualTo("CN=client,O=Corral");
    }

    @Test
    @DisplayName("read a key that is not encrypted from PEM")
    void plainPem() throws Exception {
        TlsEngines server = open("server", SERVER, StoreForm.PEM, "", NAMES_OF_SERVERS);
        assertThat(HandshakeInMemory.between(server, "127.0.0.1", server)).isEqualTo("CN=server,O=Corral");
    }

    @ParameterizedTest
    @EnumSource(StoreForm.class)
    @DisplayName("are not made when the password is wrong, and the message says so")
    void wrongPassword(StoreForm form) {
        Path keys = SERVER.write(folder, "server", form, "secret");
        StoreSettings wrong = store("ssl.keyStore", keys, form, "guess");
        assertThatThrownBy(() -> TlsEngines.open(settings(wrong, Optional.empty(), ALL_NAMES), InstantSource.system()))
                .isInstanceOf(TlsException.class)
                .hasMessageContaining("ssl.keyStore.location=" + keys)
                .hasMessageContaining("ssl.keyStore.password");
    }

    @Test
    @DisplayName("are not made from an expired certificate")
    void expired() {
        Path keys = AUTHORITY.issueExpired("CN=old").write(folder, "old", StoreForm.PKCS12, "secret");
        StoreSettings store = store("ssl.quorum.keyStore", keys, StoreForm.PKCS12, "secret");
        assertThatThrownBy(() -> TlsEngines.open(settings(store, Optional.empty(), ALL_NAMES), InstantSource.system()))
                .hasMessageContaining("expired on")
                .hasMessageContaining("ssl.quorum.keyStore.location");
    }

    @Test
    @DisplayName("are not made from a store of another form, or without a key")
    void otherForm() {
        Path keys = SERVER.write(folder, "server", StoreForm.PEM, "secret");
        assertRefused(store("ssl.keyStore", keys, StoreForm.JKS, "secret"), "cannot be read as JKS");
        Path trust = AUTHORITY.writeTrust(folder, "trust", StoreForm.PKCS12, "secret");
        assertRefused(store("ssl.keyStore", trust, StoreForm.PKCS12, "secret"), "no private key");
        assertRefused(store("ssl.keyStore", folder.resolve("none.jks"), StoreForm.JKS, "x"), "no such file");
    }

    @Test
    @DisplayName("are not made for versions and suites that nobody knows")
    void unknownVersions() {
        StoreSettings keys =
                store("ssl.keyStore", SERVER.write(folder, "s", StoreForm.JKS, "secret"), StoreForm.JKS, "secret");
        assertThatThrownBy(() -> TlsEngines.open(
                        new TlsSettings(
                                "ssl.",
                                keys,
                                Optional.empty(),
                                new TlsSettings.Handshake("TLSv1.3", List.of("TLSv9"), List.of()),
                                ClientCertificates.NEED,
                                ALL_NAMES,
                                Duration.ofSeconds(5),
                                false),
                        InstantSource.system()))
                .hasMessageContaining("ssl.enabledProtocols=[TLSv9]");
    }

    @Test
    @DisplayName("offer the suites that ZooKeeper offers, as far as the Java runtime knows them, and nothing older")
    void suites() throws Exception {
        TlsEngines both = open("server", SERVER, StoreForm.PKCS12, "secret", NAMES_OF_SERVERS);
        List<String> known =
                List.of(SSLContext.getDefault().getSupportedSSLParameters().getCipherSuites());
        String[] expected = DefaultSuites.NAMES.stream().filter(known::contains).toArray(String[]::new);
        assertThat(expected).contains("TLS_AES_256_GCM_SHA384", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256");
        assertThat(both.accepting("127.0.0.1", 40000).getEnabledCipherSuites()).containsExactly(expected);
        assertThat(both.dialling("127.0.0.1", 2281).getEnabledCipherSuites()).containsExactly(expected);
    }

    @Test
    @DisplayName("refuse a server whose certificate is for another host")
    void wrongHost() throws Exception {
        TlsEngines both = open("server", SERVER, StoreForm.PKCS12, "secret", NAMES_OF_SERVERS);
        assertThatThrownBy(() -> HandshakeInMemory.between(both, "zoo2.example.com", both))
                .hasStackTraceContaining("not for zoo2.example.com");
    }

    @Test
    @DisplayName("refuse a caller from an address that its certificate does not name, if asked to")
    void wrongCaller() throws Exception {
        TlsEngines server = open("server", SERVER, StoreForm.PKCS12, "secret", ALL_NAMES);
        TlsEngines client = open("client", CLIENT, StoreForm.PKCS12, "secret", ALL_NAMES);
        assertThat(HandshakeInMemory.between(server, "127.0.0.1", server)).isEqualTo("CN=server,O=Corral");
        assertThatThrownBy(() -> HandshakeInMemory.between(client, "127.0.0.1", server))
                .isInstanceOf(SSLException.class);
    }

    @Test
    @DisplayName("refuse whom nobody trusted has signed")
    void stranger() throws Exception {
        TlsEngines server = open("server", SERVER, StoreForm.PKCS12, "secret", NAMES_OF_SERVERS);
        IssuedKeys foreign = TestAuthority.named("elsewhere").issue("CN=client");
        TlsEngines client = open("client", foreign, StoreForm.PKCS12, "secret", NAMES_OF_SERVERS);
        assertThatThrownBy(() -> HandshakeInMemory.between(client, "127.0.0.1", server))
                .isInstanceOf(SSLException.class);
    }

    @Test
    @DisplayName("tell whether they would take a certificate that was shown elsewhere")
    void shownElsewhere() throws Exception {
        TlsEngines server = open("server", SERVER, StoreForm.PKCS12, "secret", ALL_NAMES);
        assertThat(server.trust(List.of(CLIENT.certificate(), CLIENT.authority())))
                .isTrue();
        IssuedKeys foreign = TestAuthority.named("elsewhere").issue("CN=client,O=Corral");
        assertThat(server.trust(List.of(foreign.certificate(), foreign.authority())))
                .isFalse();
        assertThat(server.trust(List.of(AUTHORITY.issueExpired("CN=client").certificate())))
                .isFalse();
    }

    @Test
    @DisplayName("use changed files for new connections, and the old ones while the new cannot be used")
    void reload() throws Exception {
        TlsEngines server = open("server", SERVER, StoreForm.PKCS12, "secret", NAMES_OF_SERVERS);
        assertThat(server.reloadIfChanged()).isFalse();
        Path keys = AUTHORITY.issue("CN=renewed", "127.0.0.1").write(folder, "server", StoreForm.PKCS12, "secret");
        assertThat(server.reloadIfChanged()).isTrue();
        assertThat(HandshakeInMemory.between(server, "127.0.0.1", server)).isEqualTo("CN=renewed");
        Files.writeString(keys, "half a file");
        assertThatThrownBy(server::reloadIfChanged).isInstanceOf(TlsException.class);
        assertThat(server.reloadIfChanged()).isFalse();
        assertThat(HandshakeInMemory.between(server, "127.0.0.1", server)).isEqualTo("CN=renewed");
    }

    @Test
    @DisplayName("take the password from a file, without its last line end")
    void passwordFile() throws Exception {
        Path keys = SERVER.write(folder, "server", StoreForm.PKCS12, "secret");
        Path password = Files.writeString(folder.resolve("password"), "secret\n");
        StoreSettings store = new StoreSettings(
                "ssl.keyStore", keys, StoreType.PKCS12, new StoreSecret(Optional.of(password), "ignored"));
        TlsEngines server = TlsEngines.open(
                settings(store, Optional.of(trust(StoreForm.JKS, "secret")), NAMES_OF_SERVERS), InstantSource.system());
        assertThat(HandshakeInMemory.between(server, "127.0.0.1", server)).isEqualTo("CN=server,O=Corral");
        assertThat(settings(store, Optional.empty(), ALL_NAMES).toString())
                .contains("(hidden)")
                .doesNotContain("ignored");
    }

    private void assertRefused(StoreSettings keys, String why) {
        assertThatThrownBy(() -> TlsEngines.open(settings(keys, Optional.empty(), ALL_NAMES), InstantSource.system()))
                .isInstanceOf(TlsException.class)
                .hasMessageContaining(why);
    }

    private TlsEngines open(String name, IssuedKeys keys, StoreForm form, String password, PeerChecks checks)
            throws TlsException {
        StoreSettings own = store("ssl.keyStore", keys.write(folder, name, form, password), form, password);
        return TlsEngines.open(settings(own, Optional.of(trust(form, password)), checks), InstantSource.system());
    }

    private StoreSettings trust(StoreForm form, String password) {
        return store("ssl.trustStore", AUTHORITY.writeTrust(folder, "trust", form, password), form, password);
    }

    private static StoreSettings store(String key, Path file, StoreForm form, String password) {
        return new StoreSettings(
                key, file, StoreType.named(form.name()).orElseThrow(), new StoreSecret(Optional.empty(), password));
    }

    private static TlsSettings settings(StoreSettings keys, Optional<StoreSettings> trusted, PeerChecks checks) {
        return new TlsSettings(
                "ssl.",
                keys,
                trusted,
                new TlsSettings.Handshake("TLSv1.3", List.of("TLSv1.3"), List.of()),
                ClientCertificates.NEED,
                checks,
                Duration.ofSeconds(5),
                true);
    }
}
