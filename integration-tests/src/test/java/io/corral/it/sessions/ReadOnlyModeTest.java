package io.corral.it.sessions;

import static io.corral.it.sessions.Servers.SESSION_MILLIS;
import static io.corral.it.sessions.Servers.connect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.corral.it.ensemble.Ensemble;
import io.corral.it.ensemble.EnsembleSpec;
import io.corral.it.ensemble.FourLetterWord;
import io.corral.it.ensemble.ServerProcess;
import io.corral.it.ensemble.ServerProgram;
import io.corral.it.rawclient.Arrival;
import io.corral.it.rawclient.Handshake;
import io.corral.it.rawclient.HandshakeAnswer;
import io.corral.it.rawclient.Opcode;
import io.corral.it.rawclient.RawClient;
import io.corral.it.rawclient.Request;
import io.corral.it.rawclient.Requests;
import io.corral.it.rawclient.Session;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.framework.state.ConnectionState;
import org.apache.curator.retry.RetryForever;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooKeeper;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ZooKeeper 3.9.5 behaves so where {@code localSessionsEnabled} is on as well; without that it gives nobody a read-only session. */
@DisplayName("In read-only mode a server that lost the others")
class ReadOnlyModeTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int NOT_READ_ONLY = -119;

    @TempDir
    private static Path folder;

    private static Ensemble ensemble;
    private static Session global;

    private ServerProcess alone;

    @BeforeAll
    static void start() throws Exception {
        ensemble = Ensemble.start(EnsembleSpec.of(ServerProgram.CORRAL, 3, folder)
                .with("4lw.commands.whitelist", "srvr")
                .withJvmOption("-Dreadonlymode.enabled=true"));
        try (RawClient client = connect(ensemble.server(1))) {
            assertThat(client.askForReply(Servers.create("/kept", 0)).err()).isZero();
            global = client.session();
        }
    }

    @AfterAll
    static void stop() {
        ensemble.close();
    }

    @BeforeEach
    void loseTheOthers() {
        alone = ensemble.server(1);
        ensemble.server(2).pause();
        ensemble.server(3).pause();
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> FourLetterWord.ask(alone.clientPort(), "isro").equals("ro"));
    }

    private static void findTheOthers() {
        ensemble.server(2).resume();
        ensemble.server(3).resume();
        ensemble.awaitServing();
    }

    @Test
    @DisplayName("answers reads, refuses writes with -119, and takes no other sessions than read-only ones")
    void readsOnly() throws Exception {
        try (RawClient other = connect(alone);
                RawClient formerly = connect(alone, Handshake.resume(global, 0).thatMayBeReadOnly());
                RawClient ahead = connect(
                        alone,
                        Handshake.newSession(SESSION_MILLIS).thatMayBeReadOnly().withLastZxidSeen(1 << 30));
                RawClient reader =
                        connect(alone, Handshake.newSession(SESSION_MILLIS).thatMayBeReadOnly())) {
            assertThat(other.handshake()).isEqualTo(HandshakeAnswer.CLOSED);
            assertThat(formerly.handshake()).isEqualTo(HandshakeAnswer.CLOSED);
            assertThat(ahead.handshake()).isEqualTo(HandshakeAnswer.CLOSED);
            assertThat(reader.handshake().readOnly()).isTrue();
            assertThat(reader.session().timeoutMillis()).isEqualTo(SESSION_MILLIS);
            long zxid = reader.askForReply(Requests.exists("/kept", true)).zxid();
            readsAreAnswered(reader, zxid);
            writesAreRefused(reader, zxid);
            try (RawClient again = connect(
                            alone, Handshake.resume(reader.session(), zxid).thatMayBeReadOnly());
                    RawClient impostor = connect(
                            alone,
                            Handshake.resume(reader.session(), zxid)
                                    .thatMayBeReadOnly()
                                    .withPassword(RawClient.wrongPassword()))) {
                assertThat(again.session().id()).isEqualTo(reader.session().id());
                assertThat(impostor.handshake().session()).isNull();
                assertThat(impostor.handshake().passwordIsZero()).isTrue();
                assertThat(impostor.handshake().readOnly()).isTrue();
            }
            try (RawClient leaving =
                    connect(alone, Handshake.newSession(SESSION_MILLIS).thatMayBeReadOnly())) {
                assertThat(leaving.askForReply(Requests.closeSession()).err()).isZero();
                assertThat(leaving.next()).isInstanceOf(Arrival.Closed.class);
            }
            assertThat(FourLetterWord.ask(alone.clientPort(), "srvr"))
                    .contains("\nREAD-ONLY mode; serving only read-only clients\n", "\nMode: read-only\n");
        } finally {
            findTheOthers();
        }
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(FourLetterWord.ask(alone.clientPort(), "isro"))
                        .isEqualTo("rw"));
    }

    private static void readsAreAnswered(RawClient reader, long zxid) throws IOException {
        for (Request read : List.of(
                Requests.getData("/kept", true),
                Requests.getChildren("/", true),
                Requests.getAcl("/kept"),
                Requests.whoAmI(),
                Requests.ping(),
                Requests.addWatch("/", 1),
                Requests.getEphemerals("/"),
                Requests.getAllChildrenNumber("/"),
                Requests.getChildren2("/", true),
                Requests.multi(Opcode.MULTI_READ, List.of(Requests.getData("/kept", false))),
                Requests.checkWatches("/kept", 2),
                Requests.removeWatches("/kept", 2),
                Requests.setWatches(zxid, List.of("/kept"), List.of(), List.of()),
                Requests.setWatches2(zxid, List.of(), List.of(), List.of(), List.of("/kept"), List.of()),
                Requests.auth("digest", "ada:secret"),
                Requests.sasl(new byte[0]))) {
            assertThat(reader.askForReply(read).err()).as("%s", read).isZero();
        }
    }

    private static void writesAreRefused(RawClient reader, long zxid) throws IOException {
        for (Request write : List.of(
                Servers.create("/new", 0),
                Servers.create("/new", Servers.EPHEMERAL),
                Requests.setData("/kept", new byte[0], -1),
                Requests.delete("/kept", -1),
                Requests.multi(Opcode.MULTI, List.of()),
                Requests.sync("/kept"),
                Requests.check("/kept", 0),
                Requests.reconfig(null, "1"))) {
            Arrival.Reply reply = reader.askForReply(write);
            assertThat(reply.err()).as("%s", write).isEqualTo(NOT_READ_ONLY);
            assertThat(reply.zxid()).as("%s", write).isEqualTo(zxid);
        }
    }

    @Test
    @DisplayName(
            "closes the read-only connections when it has found them again; ZooKeeper's client and Curator's go on with all rights")
    void clientsLibraries() throws Exception {
        List<KeeperState> states = new CopyOnWriteArrayList<>();
        List<ConnectionState> curatorStates = new CopyOnWriteArrayList<>();
        ZooKeeper client =
                new ZooKeeper(alone.connectString(), SESSION_MILLIS, event -> states.add(event.getState()), true);
        try (CuratorFramework curator = CuratorFrameworkFactory.builder()
                .connectString(alone.connectString())
                .canBeReadOnly(true)
                .sessionTimeoutMs(SESSION_MILLIS)
                .retryPolicy(new RetryForever(200))
                .build()) {
            curator.getConnectionStateListenable().addListener((unused, state) -> curatorStates.add(state));
            curator.start();
            Awaitility.await().atMost(PATIENCE).until(() -> states.contains(KeeperState.ConnectedReadOnly));
            Awaitility.await().atMost(PATIENCE).until(() -> curatorStates.contains(ConnectionState.READ_ONLY));
            assertThat(client.getData("/kept", false, null)).isEmpty();
            assertThat(curator.getData().forPath("/kept")).isEmpty();
            assertThatThrownBy(() -> client.setData("/kept", new byte[1], -1))
                    .isInstanceOf(KeeperException.NotReadOnlyException.class);
            findTheOthers();
            Awaitility.await().atMost(PATIENCE).until(() -> states.contains(KeeperState.SyncConnected));
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> curatorStates.contains(ConnectionState.RECONNECTED)
                            || curatorStates.contains(ConnectionState.CONNECTED));
            client.create(
                    "/by-client", "x".getBytes(StandardCharsets.UTF_8), Ids.OPEN_ACL_UNSAFE, CreateMode.EPHEMERAL);
            assertThat(curator.checkExists().forPath("/by-client")).isNotNull();
        } finally {
            client.close();
            if (!FourLetterWord.ask(alone.clientPort(), "isro").equals("rw")) {
                findTheOthers();
            }
        }
    }
}
