package io.corral.server.frontend;

import io.corral.tree.codec.CommandEncoder;
import io.corral.tree.command.AttachSession;
import io.corral.tree.command.CreateSession;
import io.corral.tree.command.Outcome;
import io.corral.tree.command.Result;
import io.corral.tree.session.Session;
import io.corral.tree.session.SessionPassword;
import io.corral.wire.codec.MalformedRecordException;
import io.corral.wire.handshake.ConnectCodec;
import io.corral.wire.handshake.ConnectRequest;
import io.corral.wire.handshake.ConnectResponse;
import io.netty.buffer.ByteBuf;
import java.util.HashMap;
import java.util.Map;

/**
 * Opens sessions for the connections of one event loop: new ones and re-attached ones. The order of checks is ZooKeeper's. A
 * re-attach reaches the log only when this server's own state, brought up to date if need be, shows that session and password fit,
 * so strangers cannot fill the log by guessing. Touched by its event loop alone.
 */
final class Handshakes {
    /** A session on its way to being opened. */
    private record Opening(
            ClientConnection connection,
            ConnectRequest request,
            int timeoutMillis,
            SessionPassword password,
            Submission submission) {}

    private static final int REQUEST_ID_COUNTER_BITS = 20;

    private final FrontendLoop loop;
    private final Map<Long, Opening> creating = new HashMap<>();
    private final Map<Long, Opening> attaching = new HashMap<>();
    private long lastRequestId;

    Handshakes(FrontendLoop loop) {
        this.loop = loop;
        // Requests of this server's life before a restart may still be executed; theirs must not look like ours.
        this.lastRequestId = loop.services().wallClockMillis().getAsLong() << REQUEST_ID_COUNTER_BITS;
    }

    /** Takes a connection's first packet. */
    void begin(ClientConnection connection, ByteBuf payload) {
        ConnectRequest request;
        try {
            request = ConnectCodec.decodeRequest(payload);
        } catch (MalformedRecordException e) {
            loop.traffic().badHandshakes++;
            connection.close();
            return;
        }
        if (!loop.isServing()) {
            connection.close();
            return;
        }
        long ownZxid = loop.state().lastZxid();
        if (request.lastZxidSeen() > ownZxid) {
            loop.services().log().aheadOfUs(connection.remote(), request.lastZxidSeen(), ownZxid);
            connection.close();
            return;
        }
        connection.openingSession();
        if (request.sessionId() == 0) {
            create(connection, request);
        } else {
            loop.services().registry().closeOther(request.sessionId(), connection);
            attach(connection, request, false);
        }
    }

    private int timeoutFor(ConnectRequest request) {
        return loop.services().settings().timing().clampSessionTimeout(request.timeOutMillis());
    }

    private void create(ClientConnection connection, ConnectRequest request) {
        if (closedForWrites(connection)) {
            return;
        }
        long sessionId = loop.services().sessionIds().next();
        SessionPassword password =
                SessionPassword.of(loop.services().passwords().get());
        int timeoutMillis = timeoutFor(request);
        Submission submission = new Submission(
                CommandEncoder.encode(new CreateSession(loop.origin(), sessionId, timeoutMillis, password)));
        creating.put(sessionId, new Opening(connection, request, timeoutMillis, password, submission));
        loop.submit(submission);
    }

    /** @param upToDate whether the state was just brought up to date, so that an unknown session is unknown for good */
    private void attach(ClientConnection connection, ConnectRequest request, boolean upToDate) {
        if (connection.isClosed()) {
            return;
        }
        Session session = loop.state().session(request.sessionId());
        if (session != null) {
            byte[] shown = request.password();
            if (shown != null && session.password().equals(SessionPassword.of(shown))) {
                attach(connection, request, session.password(), session.attachEpoch());
            } else {
                connection.sessionRefused(request.hasReadOnlyByte());
            }
        } else if (upToDate) {
            connection.sessionRefused(request.hasReadOnlyByte());
        } else {
            attachWhenUpToDate(connection, request);
        }
    }

    private void attachWhenUpToDate(ClientConnection connection, ConnectRequest request) {
        loop.readIndexRounds().whenUpToDate(() -> attach(connection, request, true));
    }

    private void attach(
            ClientConnection connection, ConnectRequest request, SessionPassword password, int expectedEpoch) {
        if (closedForWrites(connection)) {
            return;
        }
        long requestId = ++lastRequestId;
        int timeoutMillis = timeoutFor(request);
        Submission submission = new Submission(CommandEncoder.encode(new AttachSession(
                loop.origin(), request.sessionId(), timeoutMillis, password, expectedEpoch, requestId)));
        attaching.put(requestId, new Opening(connection, request, timeoutMillis, password, submission));
        loop.submit(submission);
    }

    /** Opening a session is a write: while there are none, the connection closes and the client tries again, here or elsewhere. */
    private boolean closedForWrites(ClientConnection connection) {
        if (loop.refusesWrites()) {
            connection.close();
            return true;
        }
        return false;
    }

    /** What became of a session this loop wanted to create. */
    void settled(CreateSession command, Outcome outcome) {
        Opening opening = creating.remove(command.sessionId());
        if (opening == null) {
            return;
        }
        loop.settled(opening.submission);
        if (outcome.result() instanceof Result.SessionOpened opened) {
            opened(opening, opened.session(), outcome.zxid());
        } else if (!opening.connection.isClosed()) {
            // The id is taken: a server with this number started twice within a millisecond. The next one is free.
            create(opening.connection, opening.request);
        }
    }

    /** What became of an attach this loop asked for. */
    void settled(AttachSession command, Outcome outcome) {
        Opening opening = attaching.remove(command.requestId());
        if (opening == null) {
            return;
        }
        loop.settled(opening.submission);
        if (outcome.result() instanceof Result.SessionOpened opened) {
            opened(opening, opened.session(), outcome.zxid());
        } else if (opening.connection.isClosed()) {
            return;
        } else if (outcome.result() instanceof Result.StaleEpoch stale) {
            attach(opening.connection, opening.request, opening.password, stale.currentEpoch());
        } else {
            opening.connection.sessionRefused(opening.request.hasReadOnlyByte());
        }
    }

    private void opened(Opening opening, Session session, long zxid) {
        if (opening.connection.isClosed()) {
            return;
        }
        SessionLane lane = loop.lanes().open(session.id(), session.attachEpoch(), opening.connection);
        opening.connection.sessionOpened(
                lane,
                ConnectResponse.accepted(
                        opening.timeoutMillis,
                        session.id(),
                        opening.password.bytes(),
                        false,
                        opening.request.hasReadOnlyByte()),
                zxid);
        loop.heardOf(opening.connection);
    }

    /** Gives everything up; outcomes that were awaited will not come. */
    void abandon() {
        abandon(creating);
        abandon(attaching);
    }

    private void abandon(Map<Long, Opening> openings) {
        for (Opening opening : openings.values()) {
            loop.settled(opening.submission);
            opening.connection.close();
        }
        openings.clear();
    }
}
