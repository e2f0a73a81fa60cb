package io.corral.it.fuzz;

import io.corral.it.rawclient.Arrival;
import io.corral.it.rawclient.RawClient;
import io.corral.it.rawclient.RawConnection;
import io.corral.it.rawclient.Requests;
import io.corral.it.rawclient.Session;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One bad client after the other. It minds one thing only: whoever keeps to the lengths of frames gets an answer to the last
 * request, or the end of the connection. Run by one thread.
 */
final class BadClient {
    /** How long a connection whose frames are broken is listened to. */
    private static final int IMPATIENCE_MILLIS = 20;

    /** Of the last request of a storm; no other has it. */
    private static final int LAST_XID = 0x5ca1ab1e;

    private final InetSocketAddress server;
    private final Mind mind;
    private final AtomicLong storms;
    private @Nullable Session earlier;

    BadClient(InetSocketAddress server, Mind mind, AtomicLong storms) {
        this.server = server;
        this.mind = mind;
        this.storms = storms;
    }

    void rage(BooleanSupplier goesOn) throws IOException {
        while (goesOn.getAsBoolean()) {
            if (mind.greetsProperly()) {
                visit(goesOn);
            } else {
                intrude();
            }
        }
    }

    private void intrude() throws IOException {
        try (RawConnection connection = RawConnection.open(server)) {
            send(connection, mind.rudeGreeting());
            connection.setSilenceMillis(IMPATIENCE_MILLIS);
            connection.readTextToEnd();
        } catch (SocketTimeoutException unimpressed) {
            // It waits for more, which it may.
        }
    }

    private void visit(BooleanSupplier goesOn) throws IOException {
        try (RawClient client = RawClient.connect(server, mind.greeting(earlier))) {
            if (client.handshake().session() == null) {
                earlier = null;
                return;
            }
            earlier = client.session();
            while (goesOn.getAsBoolean() && storm(client)) {
                storms.incrementAndGet();
            }
        }
    }

    /** Returns whether the connection can be used on. */
    private boolean storm(RawClient client) throws IOException {
        if (!mind.keepsFrames()) {
            send(client.connection(), mind.brokenFrames());
            listen(client);
            return false;
        }
        send(client.connection(), mind.frames());
        if (!mind.waitsForAnswers()) {
            return false;
        }
        if (mind.saysGoodbye()) {
            client.send(Requests.closeSession());
            client.readToEnd();
            earlier = null;
            return false;
        }
        client.connection().sendFrame(Requests.getChildren("/zookeeper", false).bytes(LAST_XID));
        List<Arrival> arrivals = client.readUntil(LAST_XID);
        return arrivals.get(arrivals.size() - 1) instanceof Arrival.Reply;
    }

    private static void listen(RawClient client) throws IOException {
        client.connection().setSilenceMillis(IMPATIENCE_MILLIS);
        try {
            client.readToEnd();
        } catch (SocketTimeoutException unimpressed) {
            // It waits for the rest of a frame, which it may.
        }
    }

    private void send(RawConnection connection, byte[] bytes) throws IOException {
        for (byte[] piece : mind.pieces(bytes)) {
            connection.send(piece);
        }
    }
}
