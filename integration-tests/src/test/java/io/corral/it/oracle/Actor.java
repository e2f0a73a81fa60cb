package io.corral.it.oracle;

import io.corral.it.rawclient.Arrival;
import io.corral.it.rawclient.Handshake;
import io.corral.it.rawclient.HandshakeAnswer;
import io.corral.it.rawclient.Opcode;
import io.corral.it.rawclient.RawClient;
import io.corral.it.rawclient.Request;
import io.corral.it.rawclient.Requests;
import io.corral.it.rawclient.Session;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One client of a play. It connects when it has to: a step after the end of a session opens a new one, a step after the
 * loss of a connection continues the session.
 */
final class Actor implements AutoCloseable {
    private final Stage stage;
    private final Names names;
    private final boolean catchesUp;
    private @Nullable RawClient client;
    private @Nullable Session session;
    private @Nullable Session closedSession;
    private long lastZxid;
    private int server;
    private ArrivalText text;

    /**
     * A client without a connection.
     *
     * @param catchesUp whether it syncs before each step, as both sides must when one of them has several servers
     */
    Actor(Stage stage, Names names, int server, boolean catchesUp) {
        this.stage = stage;
        this.names = names;
        this.catchesUp = catchesUp;
        this.server = server;
        this.text = new ArrivalText(names);
    }

    /** Writes out what arrives on the current connection. */
    ArrivalText text() {
        return text;
    }

    /** The highest zxid this client was told. */
    long lastZxid() {
        return lastZxid;
    }

    /** Sends the requests together and reads up to the last reply, or to the end of the connection. */
    List<String> exchange(List<Request> requests) throws IOException {
        List<String> seen = new ArrayList<>();
        RawClient open = open(seen);
        List<Integer> xids = open.sendTogether(requests);
        for (int i = 0; i < xids.size(); i++) {
            text.expect(xids.get(i), requests.get(i).opcode());
        }
        List<Arrival> arrivals = new Replies(open).to(xids);
        if (!ended(arrivals) && closes(arrivals)) {
            arrivals.addAll(open.readToEnd());
        }
        seen.addAll(text.lines(arrivals));
        lastZxid = Math.max(lastZxid, open.lastZxid());
        if (ended(arrivals)) {
            open.close();
            client = null;
        }
        return seen;
    }

    List<String> closeSession() throws IOException {
        List<String> seen = new ArrayList<>();
        RawClient open = open(seen);
        int xid = open.send(Requests.closeSession());
        text.expect(xid, Opcode.CLOSE_SESSION);
        List<Arrival> arrivals = new ArrayList<>(open.readUntil(xid));
        if (arrivals.get(arrivals.size() - 1) instanceof Arrival.Reply reply) {
            names.addClose(reply.zxid());
            arrivals.addAll(open.readToEnd());
        }
        seen.addAll(text.lines(arrivals));
        open.close();
        client = null;
        closedSession = session;
        session = null;
        return seen;
    }

    List<String> reconnect(boolean oldClient) throws IOException {
        List<String> seen = new ArrayList<>();
        open(seen).close();
        client = null;
        server++;
        Handshake handshake = resumption();
        adopt(connect(oldClient ? handshake.withoutReadOnlyByte() : handshake, seen));
        return seen;
    }

    /** Drops the connection, if there is one, behind the beginning of a frame. */
    void leave(List<Byte> half) throws IOException {
        RawClient open = client;
        if (open != null) {
            open.connection().send(bytes(half));
            open.close();
            client = null;
            server++;
        }
    }

    List<String> breakFrame(List<Byte> broken) throws IOException {
        List<String> seen = new ArrayList<>();
        RawClient open = open(seen);
        seen.addAll(newsFor(open));
        open.connection().send(bytes(broken));
        seen.addAll(text.lines(open.readToEnd()));
        open.close();
        client = null;
        return seen;
    }

    List<String> takeOver() throws IOException {
        List<String> seen = new ArrayList<>();
        RawClient before = open(seen);
        seen.addAll(newsFor(before));
        ArrivalText textBefore = text;
        RawClient after = connect(resumption(), seen);
        seen.addAll(textBefore.lines(before.readToEnd()));
        before.close();
        adopt(after);
        return seen;
    }

    List<String> intrude(Actions.Pretence pretence) throws IOException {
        List<String> seen = new ArrayList<>();
        RawClient open = open(seen);
        Handshake handshake = resumption();
        switch (pretence) {
            case WRONG_PASSWORD -> handshake = handshake.withPassword(RawClient.wrongPassword());
            case FUTURE_ZXID -> handshake = handshake.withLastZxidSeen(lastZxid + 1_000_000);
            case CLOSED_SESSION -> {
                if (closedSession == null) {
                    return seen;
                }
                handshake = Handshake.resume(closedSession, lastZxid);
            }
        }
        try (RawClient intruder = connect(handshake, seen)) {
            seen.addAll(new ArrivalText(names).lines(intruder.readToEnd()));
        }
        if (pretence == Actions.Pretence.WRONG_PASSWORD) {
            // The server drops the owner's connection before it looks at the password; the session lives on.
            seen.addAll(text.lines(open.readToEnd()));
            open.close();
            client = null;
        }
        return seen;
    }

    /** Events that no later reply of this client would bring along. */
    List<String> collectEvents() throws IOException {
        return client == null ? List.of() : exchange(List.of(Requests.sync("/end")));
    }

    /** Makes this client's server show everything that any client was told so far. */
    List<String> catchUp() throws IOException {
        RawClient open = client;
        return !catchesUp || open == null ? List.of() : newsFor(open);
    }

    /**
     * The events that are on their way to a client. A server that closes a connection may owe it those of the last moment; the other
     * clients were answered before.
     */
    private List<String> newsFor(RawClient open) throws IOException {
        List<Arrival> arrivals = open.ask(Requests.sync("/"));
        if (!ended(arrivals)) {
            arrivals.remove(arrivals.size() - 1);
        }
        return text.lines(arrivals);
    }

    /** Connects to this client's server; writes the answer down. */
    RawClient connect(Handshake handshake, List<String> seen) throws IOException {
        stage.settle(server);
        RawClient connected = RawClient.connect(stage.server(server), handshake);
        HandshakeAnswer answer = connected.handshake();
        Session granted = answer.session();
        if (granted == null) {
            seen.add("refused with " + answer.length() + " bytes");
        } else {
            String name = handshake.sessionId() == 0 ? names.addSession(granted.id()) : names.session(granted.id());
            seen.add("connected " + name + " for " + granted.timeoutMillis() + " ms with " + answer.length() + " bytes"
                    + (answer.passwordIsZero() ? ", zero password" : ""));
        }
        return connected;
    }

    private RawClient open(List<String> seen) throws IOException {
        RawClient open = client;
        if (open != null) {
            return open;
        }
        Handshake handshake = session == null ? Handshake.newSession(Stage.SESSION_MILLIS) : resumption();
        return adopt(connect(handshake, seen));
    }

    private Handshake resumption() {
        if (session == null) {
            throw new IllegalStateException("there is no session to continue");
        }
        return Handshake.resume(session, lastZxid);
    }

    private RawClient adopt(RawClient connected) {
        client = connected;
        session = connected.session();
        text = new ArrivalText(names);
        return connected;
    }

    private static byte[] bytes(List<Byte> list) {
        byte[] bytes = new byte[list.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = list.get(i);
        }
        return bytes;
    }

    private static boolean ended(List<Arrival> arrivals) {
        return !arrivals.isEmpty() && arrivals.get(arrivals.size() - 1) instanceof Arrival.Closed;
    }

    /** Whether the last reply announces the end of the connection: an unknown operation or a failed authentication. */
    private static boolean closes(List<Arrival> arrivals) {
        return arrivals.get(arrivals.size() - 1) instanceof Arrival.Reply reply
                && (reply.err() == -115 || reply.err() == -6 && reply.zxid() == -1);
    }

    /** Ends the session, so that nothing of it outlives the play. */
    @Override
    public void close() throws IOException {
        if (session != null) {
            closeSession();
        }
    }
}
