package io.corral.it.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.it.ensemble.Ensemble;
import io.corral.it.ensemble.EnsembleSpec;
import io.corral.it.ensemble.ServerProgram;
import io.corral.it.rawclient.Arrival;
import io.corral.it.rawclient.Handshake;
import io.corral.it.rawclient.Jute;
import io.corral.it.rawclient.RawClient;
import io.corral.it.rawclient.Request;
import io.corral.it.rawclient.Requests;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.apache.zookeeper.data.Stat;
import org.apache.zookeeper.proto.GetACLResponse;
import org.apache.zookeeper.proto.GetChildren2Response;
import org.apache.zookeeper.proto.MultiHeader;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random forests of containers and nodes with a time to live. Nothing in them is due until their guards are deleted; then servers
 * clear away what is, in their own time and order, and what is left and what the watchers were told must be the same.
 * {@code -Doracle.seed=S} plays other forests.
 */
@DisplayName(
        "Corral clears away the containers and nodes with a time to live that ZooKeeper clears away, and tells the watchers")
class PerishableOracleTest {
    private static final int FORESTS = 40;
    private static final int SESSION_MILLIS = 40_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** Several times the interval at which the servers look for what is due. */
    private static final Duration CALM = Duration.ofSeconds(1);

    @TempDir
    private Path folder;

    @Test
    void what_is_left_and_what_the_watchers_were_told() throws Exception {
        long seed = Long.getLong("oracle.seed", System.currentTimeMillis());
        System.out.printf("PerishableOracleTest: %d forests from seed %d%n", FORESTS, seed);
        try (Ensemble zooKeeper = Ensemble.start(spec(ServerProgram.ZOOKEEPER));
                Ensemble corral = Ensemble.start(spec(ServerProgram.CORRAL));
                Garden right = new Garden(zooKeeper);
                Garden judged = new Garden(corral)) {
            for (int i = 0; i < FORESTS; i++) {
                Forest forest = Forest.of(seed + i, "/f" + i);
                assertThat(judged.plant(forest)).as("seed %d", seed + i).isEqualTo(right.plant(forest));
            }
            for (int i = 0; i < FORESTS; i++) {
                Forest forest = Forest.of(seed + i, "/f" + i);
                assertThat(judged.fell(forest)).as("seed %d", seed + i).isEqualTo(right.fell(forest));
            }
            Awaitility.await()
                    .atMost(PATIENCE)
                    .during(CALM)
                    .untilAsserted(() -> assertThat(judged.left()).isEqualTo(right.left()));
            assertThat(judged.left())
                    .as("something is left, and something is not")
                    .hasSizeBetween(10, right.planted());
            assertThat(judged.told()).isEqualTo(right.told()).isNotEmpty();
        }
    }

    private EnsembleSpec spec(ServerProgram program) {
        return EnsembleSpec.of(program, 1, folder.resolve(program.name()))
                .with("extendedTypesEnabled", "true")
                .withJvmOption("-Dznode.container.checkIntervalMs=100");
    }

    /** One server with a gardener and an observer. */
    private static final class Garden implements AutoCloseable {
        private final RawClient gardener;
        private final RawClient observer;
        private final List<Arrival> heard = new ArrayList<>();
        private int planted;

        Garden(Ensemble ensemble) throws IOException {
            InetSocketAddress server = new InetSocketAddress(
                    InetAddress.getLoopbackAddress(), ensemble.server(1).clientPort());
            gardener = RawClient.connect(server, Handshake.newSession(SESSION_MILLIS));
            observer = RawClient.connect(server, Handshake.newSession(SESSION_MILLIS));
        }

        /** The answers' errors. */
        List<String> plant(Forest forest) throws IOException {
            List<String> answers = new ArrayList<>();
            for (Request request : forest.planting()) {
                answers.add(request + " " + ask(gardener, request).err());
                planted++;
            }
            for (Request request : forest.watching()) {
                answers.add(request + " " + ask(observer, request).err());
            }
            return answers;
        }

        String fell(Forest forest) throws IOException {
            Arrival.Reply reply = ask(gardener, forest.felling());
            MultiHeader first = new Jute(reply.body()).record(new MultiHeader());
            return forest.felling() + " " + reply.err() + " " + first.getType() + " " + first.getErr();
        }

        /** Everything in the tree but zxids and times. */
        List<String> left() throws IOException {
            List<String> lines = new ArrayList<>();
            describe("", lines);
            return lines;
        }

        int planted() {
            return 2 * planted;
        }

        /** What the observer was told; of nodes that went in no certain order, in none. */
        List<String> told() throws IOException {
            ask(observer, Requests.sync("/"));
            return heard.stream()
                    .filter(Arrival.Event.class::isInstance)
                    .map(Arrival.Event.class::cast)
                    .map(event -> event.event().getPath() + " " + event.event().getType())
                    .sorted()
                    .toList();
        }

        private void describe(String path, List<String> lines) throws IOException {
            Arrival.Reply reply = ask(gardener, Requests.getChildren2(path.isEmpty() ? "/" : path, false));
            if (reply.err() != 0) {
                lines.add(path + " error " + reply.err());
                return;
            }
            GetChildren2Response response = new Jute(reply.body()).record(new GetChildren2Response());
            Stat stat = response.getStat();
            lines.add(path + " versions " + stat.getVersion() + "," + stat.getCversion() + "," + stat.getAversion()
                    + " owner " + stat.getEphemeralOwner() + " length " + stat.getDataLength() + " children "
                    + stat.getNumChildren() + " acl " + acl(path));
            for (String child : new TreeSet<>(response.getChildren())) {
                describe(path + "/" + child, lines);
            }
        }

        private String acl(String path) throws IOException {
            Arrival.Reply reply = ask(gardener, Requests.getAcl(path.isEmpty() ? "/" : path));
            return reply.err() == 0
                    ? new Jute(reply.body())
                            .record(new GetACLResponse())
                            .getAcl()
                            .toString()
                    : "error " + reply.err();
        }

        private Arrival.Reply ask(RawClient client, Request request) throws IOException {
            List<Arrival> arrivals = client.ask(request);
            if (client == observer) {
                heard.addAll(arrivals);
            }
            if (arrivals.get(arrivals.size() - 1) instanceof Arrival.Reply reply) {
                return reply;
            }
            throw new IOException("the server closed the connection at " + request);
        }

        @Override
        public void close() throws IOException {
            gardener.close();
            observer.close();
        }
    }
}
