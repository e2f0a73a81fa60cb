package io.corral.it.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.it.ensemble.Ensemble;
import io.corral.it.ensemble.EnsembleSpec;
import io.corral.it.ensemble.ServerProgram;
import io.corral.it.rawclient.Arrival;
import io.corral.it.rawclient.Handshake;
import io.corral.it.rawclient.Opcode;
import io.corral.it.rawclient.RawClient;
import io.corral.it.rawclient.Request;
import io.corral.it.rawclient.Requests;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.zookeeper.ZooDefs.Ids;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** So many that they are counted in several pieces, between which the event loop does other things. */
@DisplayName("A count of many descendants")
class LargeCountTest {
    private static final int SESSION_MILLIS = 30_000;
    private static final int BRANCHES = 12;
    private static final int NO_NODE = -101;
    private static final int LEAVES = 1_000;
    private static final int DESCENDANTS = BRANCHES * (LEAVES + 1);

    @TempDir
    private Path folder;

    @Test
    @DisplayName("is answered in its turn, and counts what was there in its turn, for each of several clients")
    void inItsTurn() throws Exception {
        EnsembleSpec spec = EnsembleSpec.of(ServerProgram.CORRAL, 1, folder).with("corral.eventLoops", "1");
        try (Ensemble ensemble = Ensemble.start(spec);
                RawClient client = connect(ensemble);
                RawClient other = connect(ensemble)) {
            plant(client);
            Request count = Requests.getAllChildrenNumber("/top");
            List<Integer> xids = client.sendTogether(List.of(
                    create("/top/before"),
                    count,
                    Requests.exists("/top/after", false),
                    create("/top/after"),
                    Requests.exists("/top/after", false),
                    count));
            assertThat(number(other.askForReply(count))).isBetween(DESCENDANTS, DESCENDANTS + 2);
            List<Arrival> arrivals = client.readUntil(xids.get(xids.size() - 1));
            assertThat(arrivals)
                    .hasSize(xids.size())
                    .extracting(arrival -> ((Arrival.Reply) arrival).err())
                    .as("the first look comes before the node")
                    .containsExactly(0, 0, NO_NODE, 0, 0, 0);
            assertThat(number(arrivals.get(1))).isEqualTo(DESCENDANTS + 1);
            assertThat(number(arrivals.get(5))).isEqualTo(DESCENDANTS + 2);
            assertThat(arrivals).map(arrival -> ((Arrival.Reply) arrival).xid()).isEqualTo(xids);
        }
    }

    private static void plant(RawClient client) throws Exception {
        assertThat(client.askForReply(create("/top")).err()).isZero();
        for (int branch = 0; branch < BRANCHES; branch++) {
            List<Request> creates = new ArrayList<>();
            String parent = "/top/" + branch;
            creates.add(create(parent));
            for (int leaf = 0; leaf < LEAVES; leaf++) {
                creates.add(create(parent + "/" + leaf));
            }
            assertThat(client.askForReply(Requests.multi(Opcode.MULTI, creates)).err())
                    .isZero();
        }
    }

    private static Request create(String path) {
        return Requests.create(Opcode.CREATE, path, new byte[0], Ids.OPEN_ACL_UNSAFE, 0);
    }

    private static int number(Arrival reply) {
        return ByteBuffer.wrap(((Arrival.Reply) reply).body()).getInt();
    }

    private static RawClient connect(Ensemble ensemble) throws Exception {
        return RawClient.connect(
                new InetSocketAddress(
                        InetAddress.getLoopbackAddress(), ensemble.server(1).clientPort()),
                Handshake.newSession(SESSION_MILLIS));
    }
}
