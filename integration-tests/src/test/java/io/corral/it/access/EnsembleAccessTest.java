package io.corral.it.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.corral.it.ensemble.Ensemble;
import io.corral.it.ensemble.EnsembleSpec;
import io.corral.it.ensemble.ServerProcess;
import io.corral.it.ensemble.ServerProgram;
import io.corral.it.rawclient.Arrival;
import io.corral.it.rawclient.Handshake;
import io.corral.it.rawclient.Opcode;
import io.corral.it.rawclient.RawClient;
import io.corral.it.rawclient.Requests;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.retry.RetryOneTime;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.Id;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("In an ensemble with SASL, eager checks and named ensembles")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EnsembleAccessTest {
    private static final int SESSION_MILLIS = 10_000;
    private static final int NO_AUTH = -102;
    private static final int INVALID_ACL = -114;

    private Ensemble ensemble;
    private SaslClients clients;

    @BeforeAll
    void start(@TempDir Path folder) {
        Path jaas = JaasText.ofDigestUsers(folder, "bob", "bobsecret", "ann", "annsecret");
        EnsembleSpec spec = EnsembleSpec.of(ServerProgram.CORRAL, 3, folder)
                .with("authProvider.1", "org.apache.zookeeper.server.auth.SASLAuthenticationProvider")
                .with("authProvider.2", "org.apache.zookeeper.server.auth.EnsembleAuthenticationProvider")
                .with("ensembleAuthName", "blue")
                .with("allowSaslFailedClients", "true")
                .with("enableEagerACLCheck", "true")
                .withJvmOption("-Djava.security.auth.login.config=" + jaas);
        ensemble = Ensemble.start(spec);
        clients = SaslClients.open();
    }

    @AfterAll
    void stop() {
        clients.close();
        ensemble.close();
    }

    @Test
    @DisplayName("Curator's clients own what they create, whichever server they are connected to")
    void curator() throws Exception {
        try (CuratorFramework bob = curator("bob", "bobsecret");
                CuratorFramework ann = curator("ann", "annsecret")) {
            bob.create().withACL(Ids.CREATOR_ALL_ACL).forPath("/bobs", new byte[0]);
            ann.sync().forPath("/bobs");
            assertThat(ann.checkExists().forPath("/")).isNotNull();
            assertThatThrownBy(() -> ann.setData().forPath("/bobs", new byte[1]))
                    .isInstanceOf(KeeperException.NoAuthException.class);
            bob.setData().forPath("/bobs", new byte[2]);
        }
    }

    @Test
    @DisplayName("a server that does not lead refuses by itself what it knows to be forbidden, and that takes no zxid")
    void eagerCheck() throws Exception {
        List<ACL> readable = List.of(new ACL(1, new Id("world", "anyone")));
        ServerProcess follower = ensemble.followers().get(0);
        try (RawClient client = client(follower)) {
            client.askForReply(Requests.create(Opcode.CREATE, "/locked", null, readable, 0));
            Arrival.Reply refused = client.askForReply(Requests.setData("/locked", null, -1));
            assertThat(refused.err()).isEqualTo(NO_AUTH);
            assertThat(refused.zxid()).isZero();
            assertThat(client.askForReply(Requests.create(Opcode.CREATE, "/locked/a", null, readable, 0))
                            .zxid())
                    .isZero();
        }
        try (RawClient client = client(ensemble.leader())) {
            Arrival.Reply refused = client.askForReply(Requests.setData("/locked", null, -1));
            assertThat(refused.err()).isEqualTo(NO_AUTH);
            assertThat(refused.zxid()).isPositive();
        }
    }

    @Test
    @DisplayName("a list that names a scheme nobody offers is not acceptable")
    void unofferedScheme() throws Exception {
        try (RawClient client = client(ensemble.server(1))) {
            List<ACL> x509 = List.of(new ACL(31, new Id("x509", "CN=bob")));
            assertThat(client.askForReply(Requests.create(Opcode.CREATE, "/x509", null, x509, 0))
                            .err())
                    .isEqualTo(INVALID_ACL);
        }
    }

    @Test
    @DisplayName("a client that fails to authenticate stays, if that is allowed, as nobody")
    void failedButServed() throws Exception {
        try (RawClient client = client(ensemble.server(1))) {
            List<Arrival> arrivals = RawSasl.authenticate(client, "bob", "nonsense");
            assertThat(arrivals.get(arrivals.size() - 1)).isInstanceOfSatisfying(Arrival.Reply.class, reply -> {
                assertThat(reply.err()).isZero();
                assertThat(reply.body()).containsExactly(-1, -1, -1, -1);
            });
            assertThat(client.askForReply(Requests.create(Opcode.CREATE, "/nobodys", null, Ids.CREATOR_ALL_ACL, 0))
                            .err())
                    .isEqualTo(INVALID_ACL);
            assertThat(client.askForReply(Requests.getData("/", false)).err()).isZero();
        }
    }

    @Test
    @DisplayName("a client that means another ensemble is disconnected without a word")
    void otherEnsemble() throws Exception {
        try (RawClient client = client(ensemble.server(1))) {
            assertThat(client.askForReply(Requests.auth("ensemble", "blue")).err())
                    .isZero();
            client.send(Requests.auth("ensemble", "red"));
            assertThat(client.next()).isInstanceOf(Arrival.Closed.class);
        }
    }

    private CuratorFramework curator(String user, String password) {
        CuratorFramework curator = CuratorFrameworkFactory.builder()
                .connectString(ensemble.connectString())
                .retryPolicy(new RetryOneTime(500))
                .zkClientConfig(clients.digest(user, password))
                .build();
        curator.start();
        return curator;
    }

    private static RawClient client(ServerProcess server) throws IOException {
        return RawClient.connect(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), server.clientPort()),
                Handshake.newSession(SESSION_MILLIS));
    }
}
