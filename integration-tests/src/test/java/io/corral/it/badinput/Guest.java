package io.corral.it.badinput;

import io.corral.it.oracle.ArrivalText;
import io.corral.it.oracle.Names;
import io.corral.it.oracle.Subject;
import io.corral.it.rawclient.Arrival;
import io.corral.it.rawclient.Handshake;
import io.corral.it.rawclient.Opcode;
import io.corral.it.rawclient.RawClient;
import io.corral.it.rawclient.RawConnection;
import io.corral.it.rawclient.Request;
import io.corral.it.rawclient.Requests;
import io.corral.it.rawclient.Session;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A client with a proper session that is about to misbehave. Words of the server come back as text. */
final class Guest implements AutoCloseable {
    private static final int SESSION_MILLIS = 600_000;
    private static final int READING_SESSION_MILLIS = 40_000;
    private static final int PATIENCE_MILLIS = 20_000;

    /** An unknown operation (-6 with zxid -1) or a failed authentication. */
    private static final Pattern ANNOUNCES_END = Pattern.compile("zxid=-1 err=-6|err=-115");

    private final Subject subject;
    private final RawClient client;
    private final ArrivalText text;

    private Guest(Subject subject, RawClient client) throws IOException {
        this.subject = subject;
        this.client = client;
        Arrival.Reply first = client.askForReply(Requests.sync("/"));
        if (first == null) {
            throw new IOException(subject.name() + " closed a fresh connection");
        }
        Names names = new Names(first.zxid());
        names.addSession(client.session().id());
        this.text = new ArrivalText(names);
        client.connection().setSilenceMillis(PATIENCE_MILLIS);
    }

    /** A guest with a new session. */
    static Guest at(Subject subject) throws IOException {
        return new Guest(subject, RawClient.connect(subject.server(), Handshake.newSession(SESSION_MILLIS)));
    }

    /** A guest with a new session that a read-only server will do for. */
    static Guest readingAt(Subject subject) throws IOException {
        Handshake handshake = Handshake.newSession(READING_SESSION_MILLIS).thatMayBeReadOnly();
        return new Guest(subject, RawClient.connect(subject.server(), handshake));
    }

    /** The same session on a second connection. */
    Guest again() throws IOException {
        return new Guest(subject, RawClient.connect(subject.server(), Handshake.resume(session(), client.lastZxid())));
    }

    Session session() {
        return client.session();
    }

    RawClient client() {
        return client;
    }

    RawConnection connection() {
        return client.connection();
    }

    /**
     * Asks and returns everything up to the reply or the end of the connection. Behind a reply that announces the end, the
     * end is awaited: what a client sends before it comes may or may not be answered.
     */
    List<String> ask(Request request) throws IOException {
        return hear(client.send(request), request);
    }

    /** The same with a number that the client would not have taken; a ping's answer has its own. */
    List<String> askAs(int xid, Request request) throws IOException {
        connection().sendFrame(request.bytes(xid));
        return hear(request.opcode() == Opcode.PING ? request.xidOr(xid) : xid, request);
    }

    private List<String> hear(int xid, Request request) throws IOException {
        text.expect(xid, request.opcode());
        List<String> heard = new ArrayList<>(hearUntil(xid));
        if (ANNOUNCES_END.matcher(heard.get(heard.size() - 1)).find()) {
            heard.addAll(hearToEnd());
        }
        return heard;
    }

    /** Sends the requests in one write. */
    void asks(List<Request> requests) throws IOException {
        List<Integer> xids = client.sendTogether(requests);
        for (int i = 0; i < xids.size(); i++) {
            text.expect(xids.get(i), requests.get(i).opcode());
        }
    }

    /** Everything the server says up to the reply with {@code xid}. */
    List<String> hearUntil(int xid) throws IOException {
        List<Arrival> arrivals = new ArrayList<>();
        try {
            do {
                arrivals.add(client.next());
            } while (!endsWait(arrivals.get(arrivals.size() - 1), xid));
            return text.lines(arrivals);
        } catch (SocketTimeoutException silence) {
            List<String> lines = new ArrayList<>(text.lines(arrivals));
            lines.add("silence");
            return lines;
        }
    }

    /** The next thing the server says. */
    List<String> hearNext() throws IOException {
        try {
            return text.lines(List.of(client.next()));
        } catch (SocketTimeoutException silence) {
            return List.of("silence");
        }
    }

    /** Everything the server says before it closes the connection. */
    List<String> hearToEnd() throws IOException {
        return hearUntil(Integer.MIN_VALUE);
    }

    /** Whether the connection still answers and, if not, whether the session can be continued. */
    String afterwards() throws IOException {
        try {
            List<String> pong = ask(Requests.ping());
            String last = pong.get(pong.size() - 1);
            if (!last.equals("closed")) {
                return last.equals("silence") ? "connection hangs" : "connection lives";
            }
        } catch (IOException broken) {
            return "connection broken: " + broken.getMessage();
        }
        try (RawClient resumed = RawClient.connect(subject.server(), Handshake.resume(session(), client.lastZxid()))) {
            return resumed.handshake().session() == null ? "session gone" : "connection closed, session lives";
        }
    }

    private static boolean endsWait(Arrival arrival, int xid) {
        return arrival instanceof Arrival.Closed || arrival instanceof Arrival.Reply reply && reply.xid() == xid;
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
