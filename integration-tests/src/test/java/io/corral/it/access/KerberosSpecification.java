package io.corral.it.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.corral.it.ensemble.Ensemble;
import io.corral.it.ensemble.EnsembleSpec;
import io.corral.it.ensemble.ServerProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.client.ZKClientConfig;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.ClientInfo;
import org.apache.zookeeper.data.Id;
import org.apache.zookeeper.data.Stat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class KerberosSpecification {
    private static final String KRB5_MODULE = "com.sun.security.auth.module.Krb5LoginModule";
    private static final String KRB5_CONF = "java.security.krb5.conf";

    private final ServerProgram program;
    private KeyCentre centre;
    private Ensemble ensemble;
    private SaslClients clients;

    KerberosSpecification(ServerProgram program) {
        this.program = program;
    }

    @BeforeAll
    void start(@TempDir Path folder) {
        centre = KeyCentre.start(folder);
        System.setProperty(KRB5_CONF, centre.configuration().toString());
        Path jaas = JaasText.write(
                folder, """
                Server {
                  %s required useKeyTab=true storeKey=true useTicketCache=false
                    keyTab="%s" principal="zookeeper/localhost@%s";
                };
                """.formatted(KRB5_MODULE, centre.keytab("zookeeper/localhost"), KeyCentre.REALM));
        EnsembleSpec spec = EnsembleSpec.of(program, 1, folder)
                .with("authProvider.1", "org.apache.zookeeper.server.auth.SASLAuthenticationProvider")
                .with("kerberos.removeHostFromPrincipal", "true")
                .with("security.auth_to_local", "RULE:[2:$1](kafka)s/kafka/broker/ DEFAULT")
                .with("superUser", "root@" + KeyCentre.REALM)
                .with("sessionRequireClientSASLAuth", "true")
                .withJvmOption("-Djava.security.auth.login.config=" + jaas)
                .withJvmOption("-D" + KRB5_CONF + "=" + centre.configuration());
        ensemble = Ensemble.start(spec);
        clients = SaslClients.open();
    }

    @AfterAll
    void stop() {
        clients.close();
        ensemble.close();
        centre.close();
        System.clearProperty(KRB5_CONF);
    }

    @Test
    @DisplayName("clients are called by the rules, own what they create, and may be super users")
    void tickets() throws Exception {
        try (Visitor bob = visitor("bob");
                Visitor kafka = visitor("kafka/host1");
                Visitor root = visitor("root")) {
            ZooKeeper owner = bob.authenticated();
            owner.create("/bob", new byte[0], Ids.CREATOR_ALL_ACL, CreateMode.PERSISTENT);
            assertThat(owner.getACL("/bob", new Stat()))
                    .containsExactly(new ACL(31, new Id("sasl", "bob@" + KeyCentre.REALM)));
            ZooKeeper other = kafka.authenticated();
            assertThat(other.whoAmI()).contains(new ClientInfo("sasl", "broker@" + KeyCentre.REALM));
            assertThatThrownBy(() -> other.getData("/bob", false, null))
                    .isInstanceOf(KeeperException.NoAuthException.class);
            root.authenticated().setData("/bob", new byte[1], -1);
        }
    }

    private Visitor visitor(String principal) throws IOException {
        ZKClientConfig config = clients.section(
                principal,
                KRB5_MODULE,
                Map.of(
                        // An earlier centre of this process was another one.
                        "refreshKrb5Config", "true",
                        "useKeyTab", "true",
                        "storeKey", "true",
                        "useTicketCache", "false",
                        "keyTab", centre.keytab(principal).toString(),
                        "principal", principal + "@" + KeyCentre.REALM));
        config.setProperty("zookeeper.sasl.client.username", "zookeeper");
        config.setProperty("zookeeper.server.principal", "zookeeper/localhost@" + KeyCentre.REALM);
        return new Visitor(ensemble.connectString(), config);
    }
}
