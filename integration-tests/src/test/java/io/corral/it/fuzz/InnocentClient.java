package io.corral.it.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.it.rawclient.Arrival;
import io.corral.it.rawclient.Handshake;
import io.corral.it.rawclient.Jute;
import io.corral.it.rawclient.Opcode;
import io.corral.it.rawclient.RawClient;
import io.corral.it.rawclient.Request;
import io.corral.it.rawclient.Requests;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.proto.GetDataResponse;

/** Counts in a node of its own, with a watch on it, and is answered correctly every time on the one connection it has. */
final class InnocentClient {
    private static final int SESSION_MILLIS = 30_000;
    private static final String NODE = "/innocent";
    private static final int EPHEMERAL = 1;
    private static final int DATA_CHANGED = 3;

    private final RawClient client;
    private long rounds;
    private long slowestNanos;

    InnocentClient(InetSocketAddress server) throws IOException {
        client = RawClient.connect(server, Handshake.newSession(SESSION_MILLIS));
    }

    /** Goes on until it is told to stop, or something is wrong. */
    void count(BooleanSupplier goesOn) throws IOException {
        succeeds(Requests.create(Opcode.CREATE, NODE, number(0), Ids.OPEN_ACL_UNSAFE, EPHEMERAL), 0);
        while (goesOn.getAsBoolean()) {
            long before = System.nanoTime();
            read(rounds);
            rounds++;
            succeeds(Requests.setData(NODE, number(rounds), (int) rounds - 1), 1);
            slowestNanos = Math.max(slowestNanos, System.nanoTime() - before);
        }
        succeeds(Requests.delete(NODE, (int) rounds), 0);
        client.ask(Requests.closeSession());
        client.close();
    }

    /** For a person who reads the test's output. */
    String report() {
        return rounds + " rounds of the innocent client, the slowest in " + TimeUnit.NANOSECONDS.toMillis(slowestNanos)
                + " ms";
    }

    private void read(long number) throws IOException {
        Arrival.Reply reply = succeeds(Requests.getData(NODE, true), 0);
        GetDataResponse response = new Jute(reply.body()).record(new GetDataResponse());
        assertThat(response.getData()).isEqualTo(number(number));
        assertThat(response.getStat().getVersion()).isEqualTo((int) number);
    }

    private Arrival.Reply succeeds(Request request, int events) throws IOException {
        List<Arrival> arrivals = client.ask(request);
        assertThat(arrivals).as("%s of the innocent client", request).hasSize(events + 1);
        for (Arrival event : arrivals.subList(0, events)) {
            assertThat(event)
                    .isInstanceOfSatisfying(
                            Arrival.Event.class,
                            told -> assertThat(told.event().getType()).isEqualTo(DATA_CHANGED));
        }
        assertThat(arrivals.get(events)).isInstanceOf(Arrival.Reply.class);
        Arrival.Reply reply = (Arrival.Reply) arrivals.get(events);
        assertThat(reply.err()).as("%s of the innocent client", request).isZero();
        return reply;
    }

    private static byte[] number(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }
}
