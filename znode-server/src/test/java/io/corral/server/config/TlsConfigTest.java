package io.corral.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.corral.server.tls.ClientCertificates;
import io.corral.server.tls.PeerChecks;
import io.corral.server.tls.Revocation;
import io.corral.server.tls.StoreType;
import io.corral.server.tls.TlsSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The settings of TLS")
class TlsConfigTest {
    @TempDir
    private Path folder;

    private ConfigFolder files;
    private Path keys;

    @BeforeEach
    void prepare() throws IOException {
        files = new ConfigFolder(folder);
        keys = Files.createFile(folder.resolve("keys.jks"));
    }

    @Test
    @DisplayName("protect nothing unless asked to")
    void absent() throws ConfigException {
        TlsConfig tls = files.loadStandalone().config().tls();
        assertThat(tls.clients().settings()).isEmpty();
        assertThat(tls.clients().securePort()).isEqualTo(-1);
        assertThat(tls.peers()).isEqualTo(new TlsConfig.PeerTls(java.util.Optional.empty(), false, false));
        assertThat(tls.admin().settings()).isEmpty();
    }

    @Test
    @DisplayName("need no more than a port and a key store; the defaults are ZooKeeper's")
    void defaults() throws ConfigException {
        LoadedConfig loaded = files.loadStandalone("secureClientPort=2281", "ssl.keyStore.location=" + keys);
        TlsConfig.ClientTls clients = loaded.config().tls().clients();
        assertThat(loaded.warnings()).isEmpty();
        assertThat(clients.secureAddress()).contains(new InetSocketAddress(2281));
        assertThat(clients.handshakesMax()).isZero();
        TlsSettings settings = clients.settings().orElseThrow();
        assertThat(settings.keys().type()).isEqualTo(StoreType.JKS);
        assertThat(settings.trusted()).isEmpty();
        assertThat(settings.handshake()).isEqualTo(new TlsSettings.Handshake("TLSv1.3", List.of("TLSv1.3"), List.of()));
        assertThat(settings.clientCertificates()).isEqualTo(ClientCertificates.NEED);
        assertThat(settings.checks()).isEqualTo(new PeerChecks(true, false, false, Revocation.UNCHECKED));
        assertThat(settings.handshakeTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.reload()).isFalse();
    }

    @Test
    @DisplayName("are warned of where they let in more than they seem to")
    void warnings() throws ConfigException {
        String location = "ssl.quorum.keyStore.location=" + keys;
        assertThat(files.loadStandalone("sslQuorum=true", location).warnings())
                .singleElement()
                .satisfies(warning -> assertThat(warning.reason()).contains("ssl.quorum.trustStore.location"));
        String trusted = "ssl.quorum.trustStore.location=" + keys;
        assertThat(files.loadStandalone("sslQuorum=true", location, trusted).warnings())
                .isEmpty();
        assertThat(files.loadStandalone("admin.portUnification=true", "admin.needClientAuth=true", location)
                        .warnings())
                .singleElement()
                .satisfies(warning -> assertThat(warning.reason()).contains("admin.forceHttps=true"));
        assertThat(files.loadStandalone("admin.forceHttps=true", "admin.needClientAuth=true", location)
                        .warnings())
                .isEmpty();
    }

    @Test
    @DisplayName("are taken from the file and from properties of the process")
    void everything() throws ConfigException {
        TlsConfig tls = files.loadWith(
                        Map.of(
                                "zookeeper.ssl.keyStore.location",
                                keys.toString(),
                                "zookeeper.ssl.keyStore.type",
                                "pem"),
                        "dataDir=" + folder,
                        "secureClientPort=2281",
                        "secureClientPortAddress=127.0.0.1",
                        "client.portUnification=true",
                        "client.certReload=true",
                        "ssl.trustStore.location=" + keys,
                        "ssl.protocol=TLS",
                        "ssl.enabledProtocols=TLSv1.2, TLSv1.3",
                        "ssl.ciphersuites=TLS_AES_256_GCM_SHA384",
                        "ssl.clientAuth=WANT",
                        "ssl.clientHostnameVerification=true",
                        "ssl.ocsp=true",
                        "ssl.handshakeDetectionTimeoutMillis=700",
                        "netty.server.outstandingHandshake.limit=9",
                        "X509AuthenticationProvider.superUser=CN=root")
                .config()
                .tls();
        assertThat(tls.clients().unified()).isTrue();
        assertThat(tls.clients().handshakesMax()).isEqualTo(9);
        assertThat(tls.clients().superUser()).contains("CN=root");
        TlsSettings settings = tls.clients().settings().orElseThrow();
        assertThat(settings.keys().type()).isEqualTo(StoreType.PEM);
        assertThat(settings.handshake())
                .isEqualTo(new TlsSettings.Handshake(
                        "TLS", List.of("TLSv1.2", "TLSv1.3"), List.of("TLS_AES_256_GCM_SHA384")));
        assertThat(settings.clientCertificates()).isEqualTo(ClientCertificates.WANT);
        assertThat(settings.checks()).isEqualTo(new PeerChecks(true, true, false, Revocation.RESPONDERS));
        assertThat(settings.handshakeTimeout()).isEqualTo(Duration.ofMillis(700));
        assertThat(settings.reload()).isTrue();
    }

    @Test
    @DisplayName("between servers ask both sides for their names, and serve HTTPS as well")
    void betweenServers() throws ConfigException {
        TlsConfig tls = files.loadEnsemble(
                        "sslQuorum=true",
                        "portUnification=true",
                        "admin.forceHttps=true",
                        "fips-mode=false",
                        "ssl.quorum.keyStore.location=" + keys)
                .config()
                .tls();
        assertThat(tls.peers().dialsTls()).isTrue();
        assertThat(tls.peers().unified()).isTrue();
        assertThat(tls.peers().settings().orElseThrow().checks())
                .isEqualTo(new PeerChecks(true, true, true, Revocation.UNCHECKED));
        assertThat(tls.admin().forced()).isTrue();
        assertThat(tls.admin().settings().orElseThrow().clientCertificates()).isEqualTo(ClientCertificates.NONE);
        assertThat(tls.clients().settings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "secureClientPort=2281 | ssl.keyStore.location is missing",
                "sslQuorum=true | ssl.quorum.keyStore.location is missing",
                "secureClientPortAddress=127.0.0.1 | no port",
                "ssl.authProvider=mine | only provider",
                "admin.needClientAuth=true | HTTPS only",
                "secureClientPort=2281 & ssl.keyStore.location=/no/such/file.jks | There is no such file",
                "secureClientPort=2281 & ssl.keyStore.location=KEYS & ssl.keyStore.type=PFX | not a type of stores",
                "secureClientPort=2281 & ssl.keyStore.location=KEYS & ssl.clientAuth=maybe | need, want or none",
                "secureClientPort=2281 & ssl.context.supplier.class=a.B | not taken from classes",
            })
    @DisplayName("that cannot be used stop the start, and say why")
    void refused(String lines, String problem) {
        assertThatThrownBy(() -> files.loadStandalone(lines.replace(" & ", "\n").replace("KEYS", keys.toString())))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(problem)
                .hasMessageContaining("Fix:");
    }
}
