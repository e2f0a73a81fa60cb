package io.corral.it.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.it.oracle.Subject;
import io.corral.it.rawclient.Arrival;
import io.corral.it.rawclient.Handshake;
import io.corral.it.rawclient.Opcode;
import io.corral.it.rawclient.RawClient;
import io.corral.it.rawclient.Request;
import io.corral.it.rawclient.Requests;
import java.io.IOException;
import java.util.List;
import org.apache.zookeeper.ZooDefs;

/** A well-behaved client that stays connected. */
final class Bystander implements AutoCloseable {
    private static final String NODE = "/bystander";
    private static final int SESSION_MILLIS = 600_000;

    private final RawClient client;

    Bystander(Subject subject) throws IOException {
        this.client = RawClient.connect(subject.server(), Handshake.newSession(SESSION_MILLIS));
    }

    /** Pings, writes and reads; all of it succeeds on the connection it has always had. */
    void worksAsBefore() throws IOException {
        succeeds(Requests.ping());
        succeeds(Requests.create(Opcode.CREATE, NODE, new byte[0], ZooDefs.Ids.OPEN_ACL_UNSAFE, 1));
        succeeds(Requests.setData(NODE, new byte[10], 0));
        succeeds(Requests.getData(NODE, false));
        succeeds(Requests.getChildren("/", false));
        succeeds(Requests.delete(NODE, 1));
    }

    private void succeeds(Request request) throws IOException {
        List<Arrival> arrivals = client.ask(request);
        assertThat(arrivals).as("bystander: " + request).hasSize(1);
        assertThat(arrivals.get(0))
                .isInstanceOfSatisfying(
                        Arrival.Reply.class,
                        reply -> assertThat(reply.err())
                                .as("bystander: " + request)
                                .isZero());
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
