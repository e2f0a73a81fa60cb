package io.corral.it.limits;

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
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.zookeeper.ZooDefs.Ids;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("globalOutstandingLimit")
class OutstandingLimitTest {
    private static final String METRIC = "zk_outstanding_requests\t";
    private static final int SESSION_MILLIS = 30_000;
    private static final int LIMIT = 20;
    private static final int PART_OF_ONE_OF_THREE = LIMIT / 2;
    private static final int REQUESTS = 500;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(ServerProgram.class)
    @DisplayName(
            "keeps a server from reading more than its part of requests; all are answered in order when it can go on")
    void reading(ServerProgram program) throws Exception {
        EnsembleSpec spec = EnsembleSpec.of(program, 3, folder)
                .with("syncLimit", "30")
                .with("globalOutstandingLimit", Integer.toString(LIMIT));
        try (Ensemble ensemble = Ensemble.start(spec)) {
            ServerProcess leader = ensemble.leader();
            ServerProcess server = ensemble.followers().get(0);
            try (RawClient client = RawClient.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), server.clientPort()),
                    Handshake.newSession(SESSION_MILLIS))) {
                leader.pause();
                List<Integer> xids = client.sendTogether(IntStream.range(0, REQUESTS)
                        .mapToObj(OutstandingLimitTest::create)
                        .toList());
                Awaitility.await().until(() -> outstanding(server) >= PART_OF_ONE_OF_THREE);
                Awaitility.await().during(Duration.ofMillis(500)).until(() -> outstanding(server) <= 2 * LIMIT);
                leader.resume();
                List<Arrival> arrivals = client.readUntil(xids.get(REQUESTS - 1));
                assertThat(arrivals).hasSize(REQUESTS);
                assertThat(arrivals.stream().map(Arrival.Reply.class::cast))
                        .allSatisfy(reply -> assertThat(reply.err()).isZero());
                assertThat(arrivals.stream()
                                .map(Arrival.Reply.class::cast)
                                .map(Arrival.Reply::xid)
                                .toList())
                        .isEqualTo(xids);
            } finally {
                leader.resume();
            }
        }
    }

    private static Request create(int number) {
        return Requests.create(Opcode.CREATE, "/n" + number, new byte[10], Ids.OPEN_ACL_UNSAFE, 0);
    }

    private static int outstanding(ServerProcess server) {
        return FourLetterWord.ask(server.clientPort(), "mntr")
                .lines()
                .filter(line -> line.startsWith(METRIC))
                .mapToInt(line -> Integer.parseInt(line.substring(METRIC.length())))
                .sum();
    }
}
