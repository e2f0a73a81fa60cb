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

    /** A session of this server alone on its way to being known to all. */
    private record Upgrade(ClientConnection connection, LocalSession local, Submission submission) {}

    private static final int REQUEST_ID_COUNTER_BITS = 20;

    private final FrontendLoop loop;
    private final Map<Long, Opening> creating = new HashMap<>();
    private final Map<Long, Opening> attaching = new HashMap<>();
    private final Map<Long, Upgrade> upgrading = new HashMap<>();
    private final MovedSessions moved;
    private long lastRequestId;

    Handshakes(FrontendLoop loop) {
        this.loop = loop;
        this.moved = new MovedSessions(loop, () -> ++lastRequestId);
        // Requests of this server's life before a restart may still be executed; theirs must not look like ours.
        this.lastRequestId = loop.services().wallClockMillis().getAsLong() << REQUEST_ID_COUNTER_BITS;
    }

    /** Ends sessions that have moved away. */
    MovedSessions moved() {
        return moved;
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
        ServingMode mode = loop.servingMode();
        if (!mode.takesRequests()) {
            loop.traffic().closedNotServing++;
            connection.close();
            return;
        }
        if (!admits(connection, request)) {
            return;
        }
        if (mode == ServingMode.READ_ONLY && !request.readOnly()) {
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
            if (mode == ServingMode.READ_ONLY || localEnabled()) {
                createLocal(connection, request);
            } else {
                create(connection, request);
            }
        } else if (mode == ServingMode.READ_ONLY && loop.state().session(request.sessionId()) != null) {
            // A session that all servers know cannot be kept alive from here.
            connection.close();
        } else {
            loop.traffic().revalidations++;
            loop.services().registry().closeOther(request.sessionId(), connection);
            renew(connection, request);
        }
    }

    private boolean admits(ClientConnection connection, ConnectRequest request) {
        ConnectThrottle.Kind kind = request.sessionId() != 0
                ? ConnectThrottle.Kind.RENEWED
                : localEnabled() ? ConnectThrottle.Kind.LOCAL : ConnectThrottle.Kind.GLOBAL;
        if (!loop.services().connectThrottle().admits(kind)) {
            loop.services().log().tooManyHandshakes(connection.remote());
            loop.traffic().connectsThrottled++;
            connection.close();
            return false;
        }
        loop.traffic().sessionAskedFor(loop.services().connectThrottle().deficit());
        loop.traffic().begunAtOnce++;
        return true;
    }

    private boolean localEnabled() {
        return loop.services().settings().sessions().localEnabled();
    }

    private void createLocal(ClientConnection connection, ConnectRequest request) {
        int timeoutMillis = timeoutFor(request);
        LocalSession session = loop.services()
                .localSessions()
                .open(loop.services().sessionIds().next(), timeoutMillis, freshPassword());
        openedLocally(connection, request, session, timeoutMillis);
    }

    private SessionPassword freshPassword() {
        return SessionPassword.of(loop.services().surroundings().freshPassword());
    }

    private void renew(ClientConnection connection, ConnectRequest request) {
        LocalSession local = loop.services().localSessions().find(request.sessionId());
        if (local != null) {
            renewLocal(connection, request, local);
        } else if (loop.servingMode() == ServingMode.READ_ONLY) {
            refuse(connection, request);
        } else {
            attach(connection, request, false);
        }
    }

    private void renewLocal(ClientConnection connection, ConnectRequest request, LocalSession local) {
        if (connection.isClosed()) {
            return;
        }
        byte[] shown = request.password();
        if (shown == null || !local.password().equals(SessionPassword.of(shown))) {
            refuse(connection, request);
        } else if (local.hasWritesUnderWay()) {
            // Writes of the connection before come first, and may be on another event loop.
            loop.executeAfterRetryPause(() -> renew(connection, request));
        } else {
            int timeoutMillis = timeoutFor(request);
            if (loop.services().localSessions().renewed(local, timeoutMillis)) {
                openedLocally(connection, request, local, timeoutMillis);
                closeIfEnded(connection, local);
            } else {
                // It has ended just now, or all servers know it now.
                renew(connection, request);
            }
        }
    }

    /** Whoever ends a session closes the connection that serves it, unless that was not to be seen yet. */
    private void closeIfEnded(ClientConnection connection, LocalSession local) {
        if (loop.services().localSessions().find(local.id()) != local) {
            connection.close();
        }
    }

    private void openedLocally(
            ClientConnection connection, ConnectRequest request, LocalSession session, int timeoutMillis) {
        boolean readOnly = loop.servingMode() == ServingMode.READ_ONLY;
        connection.localSessionOpened(
                session,
                ConnectResponse.accepted(
                        timeoutMillis, session.id(), session.password().bytes(), readOnly, request.hasReadOnlyByte()),
                loop.state().lastZxid());
        loop.heardOf(connection);
    }

    private void refuse(ClientConnection connection, ConnectRequest request) {
        boolean readOnly = loop.servingMode() == ServingMode.READ_ONLY && request.hasReadOnlyByte();
        connection.sessionRefused(ConnectResponse.refused(readOnly, request.hasReadOnlyByte()));
    }

    /** Makes a connection's session known to all servers; everything it asked for before has been answered. */
    void upgrade(ClientConnection connection) {
        LocalSession local = connection.localSession();
        if (local == null || closedForWrites(connection)) {
            return;
        }
        local.underWay(1);
        Submission submission = new Submission(CommandEncoder.encode(
                new CreateSession(loop.origin(), local.id(), connection.timeoutMillis(), local.password())));
        upgrading.put(local.id(), new Upgrade(connection, local, submission));
        loop.submit(submission);
    }

    private void settled(Upgrade upgrade, Outcome outcome) {
        loop.settled(upgrade.submission);
        if (outcome.result() instanceof Result.SessionOpened opened) {
            Session session = opened.session();
            SessionLane lane = loop.lanes().open(session.id(), session.attachEpoch(), upgrade.connection);
            loop.services().localSessions().end(session.id());
            upgrade.local.underWay(-1);
            if (upgrade.connection.isClosed()) {
                loop.lanes().leave(lane, upgrade.connection);
            } else {
                upgrade.connection.upgraded(lane);
                loop.heardOf(upgrade.connection);
            }
        } else {
            // All servers know it already, by a copy of an earlier attempt; its client comes back to that one.
            loop.services().localSessions().end(upgrade.local.id());
            upgrade.local.underWay(-1);
            upgrade.connection.close();
        }
    }

    /** An upgrade that was given up has come about all the same: the session must not be local as well. */
    private void upgradedLate(long sessionId) {
        if (loop.services().localSessions().find(sessionId) != null) {
            loop.services().localSessions().end(sessionId);
            loop.services().registry().close(sessionId);
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
        SessionPassword password = freshPassword();
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
                refuse(connection, request);
            }
        } else if (upToDate) {
            refuse(connection, request);
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
        Upgrade upgrade = upgrading.remove(command.sessionId());
        if (upgrade != null) {
            settled(upgrade, outcome);
            return;
        }
        Opening opening = creating.remove(command.sessionId());
        if (opening == null) {
            if (outcome.result() instanceof Result.SessionOpened) {
                upgradedLate(command.sessionId());
            }
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
        if (moved.settled(command, outcome)) {
            return;
        }
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
            refuse(opening.connection, opening.request);
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
        moved.abandon();
        for (Upgrade upgrade : upgrading.values()) {
            loop.settled(upgrade.submission);
            if (loop.state().session(upgrade.local.id()) != null) {
                // It was executed in what the state jumped over.
                loop.services().localSessions().end(upgrade.local.id());
            }
            upgrade.local.underWay(-1);
            upgrade.connection.close();
        }
        upgrading.clear();
    }

    private void abandon(Map<Long, Opening> openings) {
        for (Opening opening : openings.values()) {
            loop.settled(opening.submission);
            opening.connection.close();
        }
        openings.clear();
    }
}
