package io.corral.it.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.it.ensemble.Ensemble;
import io.corral.it.ensemble.EnsembleSpec;
import io.corral.it.ensemble.FourLetterWord;
import io.corral.it.ensemble.ServerProgram;
import io.corral.it.rawclient.Arrival;
import io.corral.it.rawclient.Handshake;
import io.corral.it.rawclient.HandshakeAnswer;
import io.corral.it.rawclient.Opcode;
import io.corral.it.rawclient.RawClient;
import io.corral.it.rawclient.Request;
import io.corral.it.rawclient.Requests;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.zookeeper.ZooDefs.Ids;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Limits that an administrator sets")
class LimitsTest {
    private static final int SESSION_MILLIS = 30_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int THROTTLED = -127;
    private static final int RECEIVED_AT_ONCE = 20;
    private static final int NO_NODE = -101;
    private static final int MARSHALLING_ERROR = -5;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(ServerProgram.class)
    @DisplayName("large requests beyond largeRequestMaxBytes cost their connection, smaller ones nothing")
    void largeRequests(ServerProgram program) throws Exception {
        EnsembleSpec spec = spec(program).with("largeRequestThreshold", "10000").with("largeRequestMaxBytes", "50000");
        try (Ensemble ensemble = Ensemble.start(spec);
                RawClient client = connect(ensemble)) {
            assertThat(client.askForReply(create("/small", 9_000)).err()).isZero();
            assertThat(client.askForReply(create("/large", 40_000)).err()).isZero();
            assertThat(client.askForReply(create("/large-again", 40_000)).err())
                    .as("room is given back")
                    .isZero();
            assertThat(client.askForReply(create("/too-large", 60_000)))
                    .as("connection closed")
                    .isNull();
            assertThat(metric(ensemble, "zk_large_requests_rejected")).isEqualTo("1");
            try (RawClient again = connect(ensemble)) {
                assertThat(again.askForReply(Requests.exists("/too-large", false))
                                .err())
                        .isEqualTo(NO_NODE);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(ServerProgram.class)
    @DisplayName(
            "sessions asked for faster than connection_throttle_* allows are not given; the others are not touched")
    void connectThrottle(ServerProgram program) throws Exception {
        EnsembleSpec spec = spec(program)
                .with("connection_throttle_tokens", "2")
                .with("connection_throttle_fill_time", "3600000")
                .with("connection_throttle_weight_enabled", "true");
        try (Ensemble ensemble = Ensemble.start(spec);
                RawClient first = connect(ensemble);
                RawClient second = connect(ensemble);
                RawClient third = connect(ensemble)) {
            assertThat(first.handshake().session()).isNotNull();
            assertThat(second.handshake().session()).isNotNull();
            assertThat(third.handshake()).isEqualTo(HandshakeAnswer.CLOSED);
            assertThat(first.askForReply(Requests.getData("/", false)).err()).isZero();
            assertThat(metric(ensemble, "zk_connection_request_count")).isEqualTo("2");
        }
    }

    @ParameterizedTest
    @EnumSource(ServerProgram.class)
    @DisplayName("connections beyond maxCnxns are closed, whatever their address")
    void totalConnections(ServerProgram program) throws Exception {
        try (Ensemble ensemble = Ensemble.start(spec(program).with("maxCnxns", "2"));
                RawClient first = admitted(ensemble);
                RawClient second = admitted(ensemble);
                RawClient third = connect(ensemble)) {
            assertThat(first.handshake().session()).isNotNull();
            assertThat(second.handshake().session()).isNotNull();
            assertThat(third.handshake()).isEqualTo(HandshakeAnswer.CLOSED);
        }
    }

    @ParameterizedTest
    @EnumSource(ServerProgram.class)
    @DisplayName(
            "requests that have waited longer than throttled_op_wait_time get -127, in their turn and without effect")
    void throttledOperations(ServerProgram program) throws Exception {
        EnsembleSpec spec = spec(program)
                .with("request_throttle_max_requests", "1")
                .with("request_throttle_stall_time", "20")
                .with("throttled_op_wait_time", "1");
        try (Ensemble ensemble = Ensemble.start(spec);
                RawClient client = connect(ensemble)) {
            List<Integer> xids = client.sendTogether(IntStream.range(0, RECEIVED_AT_ONCE)
                    .mapToObj(i -> create("/n" + i, 10))
                    .toList());
            List<Arrival.Reply> replies = client.readUntil(xids.get(xids.size() - 1)).stream()
                    .map(Arrival.Reply.class::cast)
                    .toList();
            assertThat(replies.stream().map(Arrival.Reply::xid)).isEqualTo(xids);
            List<Integer> errors = replies.stream().map(Arrival.Reply::err).toList();
            assertThat(errors).contains(THROTTLED).isSubsetOf(0, THROTTLED);
            long throttled = errors.stream().filter(error -> error == THROTTLED).count();
            assertThat(Long.parseLong(metric(ensemble, "zk_throttled_ops"))).isGreaterThanOrEqualTo(throttled);
            for (int i = 0; i < errors.size(); i++) {
                Request exists = Requests.exists("/n" + i, false);
                int error = Awaitility.await()
                        .until(() -> client.askForReply(exists).err(), answer -> answer != THROTTLED);
                assertThat(error).isEqualTo(errors.get(i) == 0 ? 0 : NO_NODE);
            }
            assertThat(Integer.parseInt(metric(ensemble, "zk_max_request_throttle_queue_time_ms")))
                    .as("how long somebody waited")
                    .isPositive();
        }
    }

    @Test
    @DisplayName("a multiRead whose answer would have more than 32 MiB gets -5 and costs nobody anything")
    void multiRead() throws Exception {
        try (Ensemble ensemble = Ensemble.start(spec(ServerProgram.CORRAL));
                RawClient client = connect(ensemble)) {
            int bytes = 1_000_000;
            assertThat(client.askForReply(create("/large", bytes)).err()).isZero();
            Arrival.Reply atTheBound = client.askForReply(readsOfLarge(33));
            assertThat(atTheBound.err()).isZero();
            assertThat(atTheBound.body()).hasSizeBetween(33 * bytes, 34 * bytes);
            Arrival.Reply refused = client.askForReply(readsOfLarge(34));
            assertThat(refused.err()).isEqualTo(MARSHALLING_ERROR);
            assertThat(refused.body()).isEmpty();
            assertThat(client.askForReply(Requests.exists("/large", false)).err())
                    .isZero();
        }
    }

    private static Request readsOfLarge(int count) {
        return Requests.multi(Opcode.MULTI_READ, Collections.nCopies(count, Requests.getData("/large", false)));
    }

    private EnsembleSpec spec(ServerProgram program) {
        return EnsembleSpec.of(program, 1, folder);
    }

    private static Request create(String path, int bytes) {
        return Requests.create(Opcode.CREATE, path, new byte[bytes], Ids.OPEN_ACL_UNSAFE, 0);
    }

    private static RawClient connect(Ensemble ensemble) throws IOException {
        return RawClient.connect(
                new InetSocketAddress(
                        InetAddress.getLoopbackAddress(), ensemble.server(1).clientPort()),
                Handshake.newSession(SESSION_MILLIS));
    }

    /** A client that is let in: whoever looked whether the server serves may take a place for a moment after the answer. */
    private static RawClient admitted(Ensemble ensemble) {
        return Awaitility.await().atMost(PATIENCE).until(() -> connectOrClose(ensemble), LimitsTest::isServed);
    }

    private static RawClient connectOrClose(Ensemble ensemble) throws IOException {
        RawClient client = connect(ensemble);
        if (!isServed(client)) {
            client.close();
        }
        return client;
    }

    private static boolean isServed(RawClient client) {
        return client.handshake().session() != null;
    }

    private static String metric(Ensemble ensemble, String name) {
        return FourLetterWord.ask(ensemble.server(1).clientPort(), "mntr")
                .lines()
                .filter(line -> line.startsWith(name + "\t"))
                .map(line -> line.substring(name.length() + 1))
                .findFirst()
                .orElse("(not there)");
    }
}
