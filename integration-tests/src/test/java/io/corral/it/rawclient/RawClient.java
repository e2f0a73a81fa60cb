package io.corral.it.rawclient;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.zookeeper.proto.ReplyHeader;
import org.apache.zookeeper.proto.WatcherEvent;
import org.jspecify.annotations.Nullable;

/**
 * One connection behind its handshake. Requests can be pipelined with {@link #send}; what arrives is read one by one, in
 * order. Used by one thread at a time.
 */
public final class RawClient implements AutoCloseable {
    private static final int EVENT_XID = -1;

    private final RawConnection connection;
    private final HandshakeAnswer handshake;
    private int nextXid = 1;
    private long lastZxid;

    private RawClient(RawConnection connection, HandshakeAnswer handshake, long lastZxid) {
        this.connection = connection;
        this.handshake = handshake;
        this.lastZxid = lastZxid;
    }

    /** Connects and shakes hands; a refusal shows in {@link #handshake()}. */
    public static RawClient connect(InetSocketAddress server, Handshake handshake) throws IOException {
        return connect(server, handshake, () -> {});
    }

    /** Does the same, and something else while the handshake is on its way. */
    public static RawClient connect(InetSocketAddress server, Handshake handshake, Runnable meanwhile)
            throws IOException {
        RawConnection connection = RawConnection.open(server);
        connection.sendFrame(handshake.bytes());
        meanwhile.run();
        return new RawClient(connection, HandshakeAnswer.read(connection), handshake.lastZxidSeen());
    }

    /** The server's answer to the handshake. */
    public HandshakeAnswer handshake() {
        return handshake;
    }

    /** The session; fails when the server granted none. */
    public Session session() {
        Session session = handshake.session();
        if (session == null) {
            throw new IllegalStateException("no session was granted: " + handshake);
        }
        return session;
    }

    /** The highest zxid of a reply so far, which a real client would send when reconnecting. */
    public long lastZxid() {
        return lastZxid;
    }

    /** The connection below, for bytes that are no request. */
    public RawConnection connection() {
        return connection;
    }

    /** Sends a request without waiting and returns the xid its reply will carry. */
    public int send(Request request) throws IOException {
        int xid = request.xidOr(nextXid++);
        connection.sendFrame(request.bytes(xid));
        return xid;
    }

    /** Sends all requests in one write, so that the server finds them together; returns their xids. */
    public List<Integer> sendTogether(List<Request> requests) throws IOException {
        List<Integer> xids = new ArrayList<>(requests.size());
        Bytes all = new Bytes();
        for (Request request : requests) {
            int xid = request.xidOr(nextXid++);
            xids.add(xid);
            all.add(RawConnection.framed(request.bytes(xid)));
        }
        connection.send(all.toArray());
        return xids;
    }

    /** The next thing the server sends. */
    public Arrival next() throws IOException {
        byte[] payload = connection.readFrame();
        if (payload == null) {
            return new Arrival.Closed();
        }
        Jute jute = new Jute(payload);
        ReplyHeader header = jute.record(new ReplyHeader());
        byte[] body = jute.rest();
        Optional<WatcherEvent> event = header.getXid() == EVENT_XID ? event(body) : Optional.empty();
        if (event.isPresent()) {
            return new Arrival.Event(header.getZxid(), event.get());
        }
        lastZxid = Math.max(lastZxid, header.getZxid());
        return new Arrival.Reply(header.getXid(), header.getZxid(), header.getErr(), body);
    }

    /** Empty when it is none: a request can have the number of the events, and then its answer has it too. */
    private static Optional<WatcherEvent> event(byte[] body) {
        Jute jute = new Jute(body);
        try {
            WatcherEvent event = jute.record(new WatcherEvent());
            return jute.rest().length == 0 ? Optional.of(event) : Optional.empty();
        } catch (IOException answer) {
            return Optional.empty();
        }
    }

    /** Everything that arrives up to and including the reply with {@code xid} or the end of the connection. */
    public List<Arrival> readUntil(int xid) throws IOException {
        List<Arrival> arrivals = new ArrayList<>();
        Ends ends = new Ends(xid);
        do {
            arrivals.add(next());
        } while (!arrivals.get(arrivals.size() - 1).accept(ends));
        return arrivals;
    }

    /** Everything that arrives until the server closes. */
    public List<Arrival> readToEnd() throws IOException {
        return readUntil(Integer.MIN_VALUE);
    }

    /** Sends a request and returns what arrived up to and including its reply. */
    public List<Arrival> ask(Request request) throws IOException {
        return readUntil(send(request));
    }

    /** Sends a request and returns its reply alone, or null when the server closed instead. */
    public Arrival.@Nullable Reply askForReply(Request request) throws IOException {
        List<Arrival> arrivals = ask(request);
        return arrivals.get(arrivals.size() - 1) instanceof Arrival.Reply reply ? reply : null;
    }

    /** A password nobody was given. */
    public static byte[] wrongPassword() {
        return ByteBuffer.allocate(16).putLong(0x0123456789abcdefL).putLong(42).array();
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }

    /** Tells when a wait for a reply is over. */
    private record Ends(int xid) implements Arrival.Visitor<Boolean> {
        @Override
        public Boolean reply(Arrival.Reply reply) {
            return reply.xid() == xid;
        }

        @Override
        public Boolean event(Arrival.Event event) {
            return false;
        }

        @Override
        public Boolean closed() {
            return true;
        }
    }
}
