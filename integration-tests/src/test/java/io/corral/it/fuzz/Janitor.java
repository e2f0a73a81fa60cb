package io.corral.it.fuzz;

import io.corral.it.oracle.RandomRequests;
import io.corral.it.rawclient.Arrival;
import io.corral.it.rawclient.Handshake;
import io.corral.it.rawclient.Jute;
import io.corral.it.rawclient.RawClient;
import io.corral.it.rawclient.Requests;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.zookeeper.proto.GetChildrenResponse;

/** Deletes what bad clients leave behind, whatever its ACLs. */
final class Janitor implements AutoCloseable {
    private static final int SESSION_MILLIS = 40_000;
    private static final List<String> STAYS =
            List.of("/zookeeper", "/zookeeper/quota", "/zookeeper/config", "/innocent");

    private final RawClient client;

    Janitor(InetSocketAddress server) throws IOException {
        client = RawClient.connect(server, Handshake.newSession(SESSION_MILLIS));
        client.askForReply(RandomRequests.superCredentials());
    }

    /** Deletes everything that is no part of an empty tree; what comes meanwhile may be left. */
    void sweep() throws IOException {
        sweep("/");
    }

    /** How many nodes there are, the root not counted. */
    int nodes() throws IOException {
        Arrival.Reply reply = reply(client.ask(Requests.getAllChildrenNumber("/")));
        return ByteBuffer.wrap(reply.body()).getInt();
    }

    private void sweep(String path) throws IOException {
        Arrival.Reply reply = reply(client.ask(Requests.getChildren(path, false)));
        if (reply.err() == 0) {
            for (String child :
                    new Jute(reply.body()).record(new GetChildrenResponse()).getChildren()) {
                sweep(path.equals("/") ? "/" + child : path + "/" + child);
            }
        }
        if (!path.equals("/") && !STAYS.contains(path)) {
            reply(client.ask(Requests.delete(path, -1)));
        }
    }

    private static Arrival.Reply reply(List<Arrival> arrivals) throws IOException {
        if (arrivals.get(arrivals.size() - 1) instanceof Arrival.Reply reply) {
            return reply;
        }
        throw new IOException("the server closed the janitor's connection");
    }

    @Override
    public void close() throws IOException {
        client.ask(Requests.closeSession());
        client.close();
    }
}
