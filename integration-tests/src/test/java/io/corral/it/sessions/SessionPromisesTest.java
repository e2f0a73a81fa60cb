package io.corral.it.sessions;

import static io.corral.it.sessions.Servers.SESSION_MILLIS;
import static io.corral.it.sessions.Servers.connect;
import static io.corral.it.sessions.Servers.create;
import static org.assertj.core.api.Assertions.assertThat;

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
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.zookeeper.ZooDefs.Ids;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass(name = "{0}")
@EnumSource(ServerProgram.class)
@DisplayName("What a session can rely on while servers come and go")
class SessionPromisesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String NOT_SERVING = "This ZooKeeper instance is not currently serving requests\n";
    private static final int SHORT_SESSION_MILLIS = 2_500;
    private static final int AUTH_XID = -4;
    private static final int NO_AUTH = -102;
    private static final int VERSIONS = 50;

    @TempDir
    private static Path folder;

    private static Ensemble ensemble;

    private final ServerProgram program;

    SessionPromisesTest(ServerProgram program) {
        this.program = program;
    }

    @BeforeParameterizedClassInvocation
    static void start(ServerProgram program) {
        ensemble = Ensemble.start(EnsembleSpec.of(program, 3, folder.resolve(program.name())));
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        ensemble.close();
    }

    @Test
    @DisplayName("a server that has lost the others says so to those who ask, and closes all other connections")
    void nothingIsServed() throws Exception {
        ServerProcess alone = ensemble.server(1);
        try (RawClient before = connect(alone, Handshake.newSession(20_000))) {
            ensemble.server(2).pause();
            ensemble.server(3).pause();
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> FourLetterWord.ask(alone.clientPort(), "srvr").equals(NOT_SERVING));
            assertThat(before.next()).isInstanceOf(Arrival.Closed.class);
            try (RawClient client = connect(alone)) {
                assertThat(client.handshake()).isEqualTo(HandshakeAnswer.CLOSED);
            }
            assertThat(FourLetterWord.ask(alone.clientPort(), "stat")).isEqualTo(NOT_SERVING);
            assertThat(FourLetterWord.ask(alone.clientPort(), "ruok")).isEqualTo("imok");
        } finally {
            ensemble.server(2).resume();
            ensemble.server(3).resume();
            ensemble.awaitServing();
        }
    }

    @Test
    @DisplayName("a session that has expired ends its connection without a word, and is refused when it comes back")
    void anExpiredSession() throws Exception {
        ServerProcess server = ensemble.followers().get(0);
        try (RawClient silent = connect(server, Handshake.newSession(1_000))) {
            assertThat(silent.next()).isInstanceOf(Arrival.Closed.class);
            try (RawClient again = connect(server, Handshake.resume(silent.session(), 0))) {
                assertThat(again.handshake().session()).isNull();
                assertThat(again.handshake().passwordIsZero()).isTrue();
                assertThat(again.next()).isInstanceOf(Arrival.Closed.class);
            }
        }
    }

    @Test
    @DisplayName("any request keeps a session alive, also when it never pings")
    void anyRequestKeepsTheSession() throws Exception {
        try (RawClient client = connect(ensemble.followers().get(0), Handshake.newSession(SHORT_SESSION_MILLIS))) {
            long start = System.nanoTime();
            Awaitility.await()
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(300))
                    .until(() -> {
                        assertThat(error(client, Requests.getData("/", false))).isZero();
                        return System.nanoTime() - start > 2 * SHORT_SESSION_MILLIS * 1_000_000L;
                    });
        }
    }

    @Test
    @DisplayName("the zxids of replies never go back, though the leader dies, and though all servers die")
    void zxidsNeverGoBack() throws Exception {
        long highest = write(ensemble.followers().get(0), "/before", 0);
        ServerProcess survivor = ensemble.followers().get(0);
        ensemble.leader().kill();
        long afterTheLeader = write(survivor, "/after-the-leader", highest);
        assertThat(afterTheLeader).as("%s", program).isGreaterThan(highest);
        ensemble.heal();
        ensemble.killAll();
        ensemble.heal();
        for (ServerProcess server : ensemble.servers()) {
            try (RawClient reader =
                    connect(server, Handshake.newSession(SESSION_MILLIS).withLastZxidSeen(afterTheLeader))) {
                assertThat(reader.askForReply(Requests.exists("/before", false)).zxid())
                        .isGreaterThanOrEqualTo(afterTheLeader);
            }
        }
        assertThat(write(survivor, "/after-all", afterTheLeader)).isGreaterThan(afterTheLeader);
    }

    @Test
    @DisplayName("a client that moves to a server that lags is not served there until that server has caught up")
    void neverAnOlderState() throws Exception {
        ServerProcess lagging = ensemble.followers().get(0);
        try (RawClient client = connect(ensemble.leader())) {
            assertThat(error(client, create("/seen", 0))).isZero();
            lagging.pause();
            for (int version = 0; version < VERSIONS; version++) {
                assertThat(error(client, Requests.setData("/seen", new byte[] {(byte) version}, version)))
                        .isZero();
            }
            Handshake moved = Handshake.resume(client.session(), client.lastZxid());
            try (RawClient first = RawClient.connect(Servers.address(lagging), moved, lagging::resume)) {
                if (!first.handshake().equals(HandshakeAnswer.CLOSED)) {
                    assertNewest(first);
                }
            }
            Awaitility.await().atMost(PATIENCE).until(() -> {
                try (RawClient again = connect(lagging, moved)) {
                    if (again.handshake().equals(HandshakeAnswer.CLOSED)) {
                        return false;
                    }
                    assertNewest(again);
                    return true;
                }
            });
        }
    }

    @Test
    @DisplayName("credentials are answered at once, also behind a write that waits")
    void authOvertakesWrites() throws Exception {
        ServerProcess leader = ensemble.leader();
        try (RawClient client = connect(ensemble.followers().get(0))) {
            leader.pause();
            try {
                List<Integer> xids =
                        client.sendTogether(List.of(create("/slow", 0), Requests.auth("digest", "ada:secret")));
                assertThat(client.next()).isInstanceOfSatisfying(Arrival.Reply.class, reply -> {
                    assertThat(reply.xid()).isEqualTo(AUTH_XID);
                    assertThat(reply.err()).isZero();
                    assertThat(reply.zxid()).isZero();
                });
                leader.resume();
                List<Arrival> rest = client.readUntil(xids.get(0));
                assertThat(rest).as("the answer of the write, or the end").hasSize(1);
            } finally {
                leader.resume();
                ensemble.awaitServing();
            }
        }
    }

    @Test
    @DisplayName("a read is answered as to who its client was when it was sent, though credentials overtake it")
    void readsOfAStranger() throws Exception {
        Request ada = Requests.auth("digest", "ada:secret");
        Request read = Requests.getData("/private", false);
        Request count = Requests.getAllChildrenNumber("/private");
        try (RawClient owner = connect(ensemble.leader())) {
            assertThat(error(owner, ada)).isZero();
            Request create = Requests.create(Opcode.CREATE, "/private", new byte[0], Ids.CREATOR_ALL_ACL, 0);
            assertThat(error(owner, create)).isZero();
        }
        try (RawClient client = connect(ensemble.leader())) {
            List<Request> requests = List.of(create("/slow-too", 0), read, count, Requests.whoAmI(), ada, read, count);
            List<Integer> xids = client.sendTogether(requests);
            Map<Integer, Arrival.Reply> replies = new HashMap<>();
            for (Arrival arrival : client.readUntil(xids.get(xids.size() - 1))) {
                Arrival.Reply reply = (Arrival.Reply) arrival;
                replies.put(reply.xid(), reply);
            }
            assertThat(xids.stream().map(xid -> replies.get(xid).err()))
                    .containsExactly(0, NO_AUTH, NO_AUTH, 0, 0, 0, 0);
            assertThat(ByteBuffer.wrap(replies.get(xids.get(3)).body()).getInt())
                    .as("identities told by whoAmI")
                    .isEqualTo(1);
        }
    }

    private static void assertNewest(RawClient client) throws IOException {
        Arrival.Reply reply = client.askForReply(Requests.getData("/seen", false));
        assertThat(reply.err()).isZero();
        assertThat(reply.body()[Integer.BYTES]).isEqualTo((byte) (VERSIONS - 1));
    }

    /** Writes as soon as the server takes clients; returns the zxid. */
    private static long write(ServerProcess server, String path, long seen) {
        AtomicReference<Arrival.Reply> written = new AtomicReference<>();
        Handshake handshake = Handshake.newSession(SESSION_MILLIS).withLastZxidSeen(seen);
        Awaitility.await().atMost(PATIENCE).until(() -> {
            try (RawClient client = connect(server, handshake)) {
                if (!client.handshake().equals(HandshakeAnswer.CLOSED)) {
                    written.set(client.askForReply(create(path, 0)));
                }
                return written.get() != null;
            }
        });
        return written.get().zxid();
    }

    private static int error(RawClient client, Request request) throws IOException {
        Arrival.Reply reply = client.askForReply(request);
        assertThat(reply).as("%s", request).isNotNull();
        return reply.err();
    }
}
