package io.corral.it.sessions;

import static io.corral.it.sessions.Servers.connect;
import static org.assertj.core.api.Assertions.assertThat;

import io.corral.it.ensemble.Ensemble;
import io.corral.it.ensemble.EnsembleSpec;
import io.corral.it.ensemble.FourLetterWord;
import io.corral.it.ensemble.ServerProcess;
import io.corral.it.ensemble.ServerProgram;
import io.corral.it.rawclient.Arrival;
import io.corral.it.rawclient.Handshake;
import io.corral.it.rawclient.Opcode;
import io.corral.it.rawclient.RawClient;
import io.corral.it.rawclient.Request;
import io.corral.it.rawclient.Requests;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Where localSessionsEnabled is on")
class SessionsOfOneServerTest {
    private static final int EPHEMERAL_ON_LOCAL_SESSION = -120;
    private static final int WRITES = 300;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(ServerProgram.class)
    @DisplayName("a session takes no zxid, is known to its server alone, and has no ephemeral nodes")
    void withoutUpgrading(ServerProgram program) throws Exception {
        try (Ensemble ensemble = start(program, false)) {
            ServerProcess server = ensemble.leader();
            ServerProcess other = ensemble.followers().get(0);
            writeOnEveryEventLoopOf(server);
            RawClient first = connect(server);
            long before = first.askForReply(Servers.create("/a", 0)).zxid();
            try (RawClient second = connect(server)) {
                Arrival.Reply read = second.askForReply(Requests.exists("/a", false));
                assertThat(read.err()).isZero();
                assertThat(read.zxid()).as("no transaction for a session").isEqualTo(before);
                assertThat(second.askForReply(Servers.create("/b", 0)).zxid()).isEqualTo(before + 1);
                Arrival.Reply refused = second.askForReply(Servers.create("/e", Servers.EPHEMERAL));
                assertThat(refused.err()).isEqualTo(EPHEMERAL_ON_LOCAL_SESSION);
                assertThat(refused.zxid()).as("a write that failed").isEqualTo(before + 2);
                assertThat(second.askForReply(Servers.create("no slash", Servers.EPHEMERAL))
                                .err())
                        .isEqualTo(EPHEMERAL_ON_LOCAL_SESSION);
                assertThat(errorsOf(
                                second,
                                Requests.multi(
                                        Opcode.MULTI,
                                        List.of(Servers.create("/m", 0), Servers.create("/e", Servers.EPHEMERAL)))))
                        .contains(EPHEMERAL_ON_LOCAL_SESSION);
                assertThat(second.askForReply(Requests.closeSession()).err()).isZero();
                assertThat(second.next()).isInstanceOf(Arrival.Closed.class);
            }
            first.connection().close();
            try (RawClient elsewhere = connect(other, Handshake.resume(first.session(), 0));
                    RawClient impostor = connect(
                            server, Handshake.resume(first.session(), 0).withPassword(RawClient.wrongPassword()));
                    RawClient again = connect(server, Handshake.resume(first.session(), 0))) {
                assertThat(elsewhere.handshake().session()).isNull();
                assertThat(elsewhere.handshake().passwordIsZero()).isTrue();
                assertThat(impostor.handshake().session()).isNull();
                assertThat(again.session().id()).isEqualTo(first.session().id());
                assertThat(again.askForReply(Servers.create("/c", 0)).err()).isZero();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(ServerProgram.class)
    @DisplayName("and localSessionsUpgradingEnabled too, the first ephemeral node makes the session known to all")
    void withUpgrading(ServerProgram program) throws Exception {
        try (Ensemble ensemble = start(program, true)) {
            ServerProcess server = ensemble.followers().get(0);
            ServerProcess other = ensemble.followers().get(1);
            writeOnEveryEventLoopOf(server);
            RawClient client = connect(server);
            long before = client.askForReply(Servers.create("/a", 0)).zxid();
            List<Integer> xids = client.sendTogether(List.of(
                    Requests.exists("/a", false),
                    Servers.create("/e", Servers.EPHEMERAL),
                    Requests.exists("/e", false),
                    Servers.create("/f", 0)));
            List<Arrival> arrivals = client.readUntil(xids.get(3));
            assertThat(arrivals)
                    .allSatisfy(arrival ->
                            assertThat(((Arrival.Reply) arrival).err()).isZero());
            assertThat(((Arrival.Reply) arrivals.get(1)).zxid())
                    .as("one zxid for the session, one for the node")
                    .isEqualTo(before + 2);
            client.connection().close();
            try (RawClient elsewhere = connect(other, Handshake.resume(client.session(), client.lastZxid()))) {
                assertThat(elsewhere.session().id()).isEqualTo(client.session().id());
                assertThat(elsewhere.askForReply(Requests.getEphemerals("/")).err())
                        .isZero();
                assertThat(elsewhere.askForReply(Requests.closeSession()).err()).isZero();
            }
            try (RawClient observer = connect(server)) {
                Awaitility.await()
                        .atMost(PATIENCE)
                        .until(() -> observer.askForReply(Requests.exists("/e", false))
                                        .err()
                                == -101);
            }
        }
    }

    @Test
    @DisplayName("writes happen once and in order, though the leader dies under them")
    void leaderDies() throws Exception {
        try (Ensemble ensemble = start(ServerProgram.CORRAL, false)) {
            ServerProcess leader = ensemble.leader();
            ServerProcess server = ensemble.followers().get(0);
            try (RawClient client = connect(server);
                    RawClient other = connect(server)) {
                assertThat(client.askForReply(Servers.create("/s", 0)).err()).isZero();
                List<Request> writes = new ArrayList<>();
                for (int i = 0; i < WRITES; i++) {
                    writes.add(Requests.setData("/s", new byte[] {(byte) i}, i));
                }
                List<Integer> first = client.sendTogether(writes.subList(0, WRITES / 2));
                List<Arrival> arrivals = new ArrayList<>(client.readUntil(first.get(0)));
                leader.kill();
                List<Integer> xids = client.sendTogether(writes.subList(WRITES / 2, WRITES));
                int between = other.send(Servers.create("/t", 0));
                arrivals.addAll(client.readUntil(xids.get(xids.size() - 1)));
                assertThat(arrivals)
                        .hasSize(WRITES)
                        .allSatisfy(arrival ->
                                assertThat(((Arrival.Reply) arrival).err()).isZero());
                assertThat(other.readUntil(between)).hasSize(1);
                assertThat(client.askForReply(Requests.setData("/s", new byte[0], WRITES))
                                .err())
                        .isZero();
            }
            assertThat(FourLetterWord.ask(server.clientPort(), "mntr")).contains("zk_local_sessions\t");
        }
    }

    private Ensemble start(ServerProgram program, boolean upgrading) {
        return Ensemble.start(EnsembleSpec.of(program, 3, folder)
                .with("localSessionsEnabled", "true")
                .with("localSessionsUpgradingEnabled", Boolean.toString(upgrading)));
    }

    /** Corral opens a session for each event loop that carries the first write of a local session; no more than four loops. */
    private static void writeOnEveryEventLoopOf(ServerProcess server) throws IOException {
        for (int i = 0; i < 4; i++) {
            try (RawClient client = connect(server)) {
                assertThat(client.askForReply(Servers.create("/loop" + i, 0)).err())
                        .isZero();
            }
        }
    }

    /** The error codes of a multi's results, as far as they lie where errors lie. */
    private static List<Integer> errorsOf(RawClient client, Request multi) throws IOException {
        ByteBuffer body = ByteBuffer.wrap(client.askForReply(multi).body());
        List<Integer> errors = new ArrayList<>();
        for (int i = 0; i + Integer.BYTES <= body.capacity(); i++) {
            errors.add(body.getInt(i));
        }
        return errors;
    }
}
