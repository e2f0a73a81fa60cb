package io.corral.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Settings of access")
class AccessParserTest {
    private static final String SASL_PROVIDER =
            "authProvider.1=org.apache.zookeeper.server.auth.SASLAuthenticationProvider";

    @TempDir
    Path folder;

    private ConfigFolder files;

    @BeforeEach
    void openFolder() {
        files = new ConfigFolder(folder);
    }

    @Test
    @DisplayName("offer digest and ip where nothing is written")
    void defaults() throws ConfigException {
        AccessConfig access = access();
        assertThat(access.schemes().offered()).containsExactlyInAnyOrder("digest", "ip");
        assertThat(access.schemes().required()).isEmpty();
        assertThat(access.digest().algorithm()).isEqualTo("SHA1");
        assertThat(access.digest().superDigest()).isEmpty();
        assertThat(access.sasl().login()).isEmpty();
        assertThat(access.audit().enabled()).isFalse();
        assertThat(access.eagerAclCheck()).isFalse();
    }

    @Test
    @DisplayName("switch digest off, name its super user and its hash")
    void digest() throws ConfigException {
        assertThat(access("DigestAuthenticationProvider.enabled=false")
                        .schemes()
                        .offered())
                .containsExactly("ip");
        assertThat(access("DigestAuthenticationProvider.superDigest=super:abc=")
                        .digest()
                        .superDigest())
                .contains("super:abc=");
        assertThat(access("DigestAuthenticationProvider.digestAlg=SHA-256")
                        .digest()
                        .algorithm())
                .isEqualTo("SHA-256");
        assertThatThrownBy(() -> access("DigestAuthenticationProvider.digestAlg=ROT13"))
                .hasMessageContaining("knows no such hash");
    }

    @Test
    @DisplayName("know ZooKeeper's providers by their class names, in the file and as system properties")
    void providers() throws ConfigException {
        assertThat(access(SASL_PROVIDER).schemes().offered()).contains("sasl");
        assertThat(access("authProvider.x=org.apache.zookeeper.server.auth.X509AuthenticationProvider")
                        .schemes()
                        .offered())
                .contains("x509");
        assertThat(files.loadWith(
                                Map.of(
                                        "zookeeper.authProvider.1",
                                        "org.apache.zookeeper.server.auth.EnsembleAuthenticationProvider"),
                                "dataDir=" + folder)
                        .config()
                        .access()
                        .schemes()
                        .offered())
                .contains("ensemble");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "authProvider.1=com.example.OwnProvider",
                "authProvider.1=org.apache.zookeeper.server.auth.KeyAuthenticationProvider",
                "audit.impl.class=com.example.OwnLogger"
            })
    @DisplayName("stop the start where they name a class of one's own")
    void foreignClasses(String line) {
        assertThatThrownBy(() -> access(line)).hasMessageContaining("not loaded");
    }

    @Test
    @DisplayName("can require an identity of a scheme that is offered")
    void required() throws ConfigException {
        assertThat(access("enforce.auth.enabled=true", "enforce.auth.schemes=Digest, ip")
                        .schemes()
                        .required())
                .containsExactlyInAnyOrder("digest", "ip");
        assertThat(access("enforce.auth.schemes=digest").schemes().required()).isEmpty();
        assertThatThrownBy(() -> access("enforce.auth.enabled=true"))
                .hasMessageContaining("enforce.auth.schemes is missing");
        assertThatThrownBy(() -> access("enforce.auth.enabled=true", "enforce.auth.schemes=digest,sasl"))
                .hasMessageContaining("The scheme \"sasl\" is not available");
        assertThatThrownBy(() -> access("sessionRequireClientSASLAuth=true"))
                .hasMessageContaining("The scheme \"sasl\" is not available");
        assertThatThrownBy(() -> access(SASL_PROVIDER, "sessionRequireClientSASLAuth=true"))
                .hasMessageContaining("there is no section of a JAAS file");
    }

    @Test
    @DisplayName("take users of DIGEST-MD5 from a JAAS file written for ZooKeeper, and show none of their passwords")
    void jaas() throws ConfigException {
        AccessConfig access = files.loadWith(
                        Map.of(
                                "java.security.auth.login.config",
                                jaasFile("Server").toString()),
                        "dataDir=" + folder,
                        SASL_PROVIDER,
                        "sessionRequireClientSASLAuth=true")
                .config()
                .access();
        LoginSection login = access.sasl().login().orElseThrow();
        assertThat(login.digestUsers()).isEqualTo(Map.of("super", "adminsecret", "kafka", "kafkasecret"));
        assertThat(login.loginModules()).isEmpty();
        assertThat(access.schemes().required()).isEqualTo(Set.of("sasl"));
        assertThat(access.toString()).contains("kafka").doesNotContain("kafkasecret");
    }

    @Test
    @DisplayName("can name another section of the JAAS file")
    void otherSection() throws ConfigException {
        Map<String, String> properties = Map.of(
                "java.security.auth.login.config",
                jaasFile("ZkServer").toString(),
                "zookeeper.sasl.serverconfig",
                "ZkServer");
        assertThat(files.loadWith(properties, "dataDir=" + folder)
                        .config()
                        .access()
                        .sasl()
                        .login())
                .isPresent();
        assertThat(files.loadWith(
                                Map.of(
                                        "java.security.auth.login.config",
                                        jaasFile("Other").toString()),
                                "dataDir=" + folder)
                        .config()
                        .access()
                        .sasl()
                        .login())
                .isEmpty();
    }

    @Test
    @DisplayName("stop the start where the JAAS file is missing or cannot be read")
    void badJaas() {
        for (String file : new String[] {
            folder.resolve("none.conf").toString(),
            files.write("bad.conf", "Server { nonsense").toString()
        }) {
            assertThatThrownBy(
                            () -> files.loadWith(Map.of("java.security.auth.login.config", file), "dataDir=" + folder))
                    .hasMessageContaining("The JAAS file cannot be read");
        }
    }

    @Test
    @DisplayName("name super users, one by one")
    void superUsers() throws ConfigException {
        assertThat(access("superUser=kafka", "superUser.2=admin").sasl().superUsers())
                .containsExactlyInAnyOrder("kafka", "admin");
    }

    @Test
    @DisplayName("stop the start where rules for names cannot be read")
    void badRules() {
        assertThatThrownBy(() -> access("security.auth_to_local=NONSENSE")).hasMessageContaining("cannot be read");
    }

    @Test
    @DisplayName("do not offer SASL between servers, and say what there is instead")
    void quorumSasl() {
        assertThatThrownBy(() -> access("quorum.auth.enableSasl=true")).hasMessageContaining("sslQuorum=true");
    }

    private AccessConfig access(String... lines) throws ConfigException {
        return files.loadStandalone(lines).config().access();
    }

    private Path jaasFile(String section) {
        return files.write("jaas.conf", section + """
                 {
                  org.apache.zookeeper.server.auth.DigestLoginModule required
                    user_super="adminsecret"
                    user_kafka="kafkasecret";
                };
                Client {
                  org.apache.zookeeper.server.auth.DigestLoginModule required username="kafka" password="kafkasecret";
                };
                """);
    }
}
