package io.corral.it.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.corral.it.ensemble.Ensemble;
import io.corral.it.ensemble.EnsembleSpec;
import io.corral.it.ensemble.ServerProgram;
import io.corral.it.rawclient.Arrival;
import io.corral.it.rawclient.Handshake;
import io.corral.it.rawclient.RawClient;
import io.corral.it.rawclient.Requests;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooKeeper;
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
abstract class DigestMd5Specification {
    private static final int SESSION_MILLIS = 10_000;
    private static final int AUTH_FAILED = -115;

    private final ServerProgram program;
    private Ensemble ensemble;
    private SaslClients clients;

    DigestMd5Specification(ServerProgram program) {
        this.program = program;
    }

    @BeforeAll
    void start(@TempDir Path folder) {
        Path jaas = JaasText.ofDigestUsers(
                folder, "super", "adminsecret", "kafka", "kafkasecret", "bob", "bobsecret", "root", "rootsecret");
        EnsembleSpec spec = EnsembleSpec.of(program, 1, folder)
                .with("authProvider.1", "org.apache.zookeeper.server.auth.SASLAuthenticationProvider")
                .with("superUser", "root")
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
    @DisplayName("a user owns what it creates; others may not touch it, super and the super user may")
    void ownership() throws Exception {
        try (Visitor kafka = visitor("kafka", "kafkasecret");
                Visitor bob = visitor("bob", "bobsecret");
                Visitor superVisitor = visitor("super", "adminsecret");
                Visitor root = visitor("root", "rootsecret")) {
            ZooKeeper owner = kafka.authenticated();
            owner.create("/kafka", new byte[0], Ids.CREATOR_ALL_ACL, CreateMode.PERSISTENT);
            assertThat(owner.getACL("/kafka", new Stat())).containsExactly(new ACL(31, new Id("sasl", "kafka")));
            assertThat(owner.whoAmI()).contains(new ClientInfo("sasl", "kafka"));
            ZooKeeper other = bob.authenticated();
            assertThatThrownBy(() -> other.getData("/kafka", false, null))
                    .isInstanceOf(KeeperException.NoAuthException.class);
            assertThatThrownBy(() -> other.setData("/kafka", new byte[0], -1))
                    .isInstanceOf(KeeperException.NoAuthException.class);
            superVisitor.authenticated().setData("/kafka", new byte[1], -1);
            ZooKeeper superUser = root.authenticated();
            superUser.setData("/kafka", new byte[2], -1);
            assertThat(superUser.whoAmI()).contains(new ClientInfo("super", ""));
        }
    }

    @Test
    @DisplayName("a node can be given to a user who is not there")
    void givenAway() throws Exception {
        try (Visitor bob = visitor("bob", "bobsecret");
                Visitor kafka = visitor("kafka", "kafkasecret")) {
            ZooKeeper giver = bob.authenticated();
            giver.create(
                    "/for-kafka",
                    new byte[0],
                    Arrays.asList(new ACL(31, new Id("sasl", "kafka"))),
                    CreateMode.PERSISTENT);
            assertThatThrownBy(() -> giver.getData("/for-kafka", false, null))
                    .isInstanceOf(KeeperException.NoAuthException.class);
            kafka.authenticated().getData("/for-kafka", false, null);
        }
    }

    @Test
    @DisplayName("a wrong password, or a user who is not known, ends in a failed authentication")
    void wrongPassword() throws Exception {
        try (Visitor wrong = visitor("bob", "nonsense");
                Visitor unknown = visitor("eve", "nonsense")) {
            wrong.await(KeeperState.AuthFailed);
            unknown.await(KeeperState.AuthFailed);
        }
    }

    @Test
    @DisplayName("a failed exchange is answered with error -115, zxid 0 and a token of null, and the connection closes")
    void failureOnTheWire() throws Exception {
        try (RawClient client = rawClient()) {
            List<Arrival> arrivals = RawSasl.authenticate(client, "bob", "nonsense");
            assertRefused(arrivals.get(arrivals.size() - 1), AUTH_FAILED);
            assertThat(client.next()).isInstanceOf(Arrival.Closed.class);
        }
    }

    @Test
    @DisplayName("a token that cannot be read is a failed exchange")
    void garbage() throws Exception {
        try (RawClient client = rawClient()) {
            client.send(Requests.sasl(new byte[0]));
            assertThat(RawSasl.token((Arrival.Reply) client.next())).isNotEmpty();
            client.send(Requests.sasl(new byte[] {1, 2, 3, 4}));
            assertRefused(client.next(), AUTH_FAILED);
            assertThat(client.next()).isInstanceOf(Arrival.Closed.class);
        }
    }

    @Test
    @DisplayName("whatever a client begins with is answered with a question")
    void answerWithoutQuestion() throws Exception {
        try (RawClient client = rawClient()) {
            client.send(Requests.sasl(new byte[] {1, 2, 3, 4}));
            assertThat(RawSasl.token((Arrival.Reply) client.next())).isNotEmpty();
        }
    }

    @Test
    @DisplayName("a token of null closes the connection")
    void nullToken() throws Exception {
        try (RawClient client = rawClient()) {
            client.send(Requests.sasl(null));
            assertThat(client.next()).isInstanceOf(Arrival.Closed.class);
        }
    }

    @Test
    @DisplayName("a token behind the last one is a failed exchange")
    void tokenTooMany() throws Exception {
        try (RawClient client = rawClient()) {
            RawSasl.authenticate(client, "bob", "bobsecret");
            client.send(Requests.sasl(new byte[] {1, 2, 3, 4}));
            assertRefused(client.next(), AUTH_FAILED);
            assertThat(client.next()).isInstanceOf(Arrival.Closed.class);
        }
    }

    @Test
    @DisplayName("what comes right behind the last token is served with the new identity")
    void pipelined() throws Exception {
        try (RawClient client = rawClient()) {
            List<Arrival> arrivals = RawSasl.authenticate(client, "bob", "bobsecret");
            assertThat(arrivals)
                    .hasSize(2)
                    .allSatisfy(arrival -> assertThat(arrival).isInstanceOfSatisfying(Arrival.Reply.class, reply -> {
                        assertThat(reply.err()).isZero();
                        assertThat(reply.zxid()).isZero();
                    }));
            assertThat(client.askForReply(Requests.whoAmI()).body()).asString().contains("sasl", "bob");
        }
    }

    @Test
    @DisplayName("nobody has to authenticate, and an auth packet of the scheme is refused")
    void withoutSasl() throws Exception {
        try (RawClient client = rawClient()) {
            assertThat(client.askForReply(Requests.getChildren("/", false)).err())
                    .isZero();
            assertThat(client.askForReply(Requests.auth("sasl", "bob")).err()).isEqualTo(AUTH_FAILED);
            assertThat(client.next()).isInstanceOf(Arrival.Closed.class);
        }
    }

    private static void assertRefused(Arrival arrival, int error) {
        assertThat(arrival).isInstanceOfSatisfying(Arrival.Reply.class, reply -> {
            assertThat(reply.err()).isEqualTo(error);
            assertThat(reply.zxid()).isZero();
            assertThat(reply.body()).containsExactly(-1, -1, -1, -1);
        });
    }

    private Visitor visitor(String user, String password) throws IOException {
        return new Visitor(ensemble.connectString(), clients.digest(user, password));
    }

    private RawClient rawClient() throws IOException {
        return RawClient.connect(
                new InetSocketAddress(
                        InetAddress.getLoopbackAddress(), ensemble.server(1).clientPort()),
                Handshake.newSession(SESSION_MILLIS));
    }
}
