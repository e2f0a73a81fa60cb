package io.corral.server.frontend;

import io.corral.tree.codec.CommandEncoder;
import io.corral.tree.command.AttachSession;
import io.corral.tree.command.Outcome;
import io.corral.tree.command.Result;
import io.corral.tree.session.Session;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Ends sessions for clients that ask for it on a connection which the session has left for another server. Of all writes on such a
 * connection ZooKeeper executes this one.
 *
 * <p>The replicated state refuses it: it cannot tell it from the copy of an old close that is sent again, after whose client has come
 * back elsewhere. Its server can, for the connection is still there. So the session is attached to that connection once more, and
 * closed in the epoch which begins with that. Whoever attaches it between the two is asked to let go in the same way. Touched by its
 * event loop alone.
 */
final class MovedSessions {
    /** A session on its way back, to be closed. */
    private record Return(ClientConnection connection, PendingAnswer.Write close, Submission submission) {}

    private final FrontendLoop loop;
    private final LongSupplier requestIds;
    private final Map<Long, Return> returning = new HashMap<>();

    /** @param requestIds tell attaches apart, these and those of handshakes */
    MovedSessions(FrontendLoop loop, LongSupplier requestIds) {
        this.loop = loop;
        this.requestIds = requestIds;
    }

    /**
     * Has a close executed that was refused because the session has moved.
     *
     * @param close without number and outcome
     */
    void end(ClientConnection connection, PendingAnswer.Write close) {
        Session session = loop.state().session(connection.sessionId());
        if (session == null) {
            connection.close();
        } else {
            fetch(connection, close, session, session.attachEpoch());
        }
    }

    private void fetch(ClientConnection connection, PendingAnswer.Write close, Session session, int expectedEpoch) {
        if (loop.refusesWrites()) {
            connection.close();
            return;
        }
        long requestId = requestIds.getAsLong();
        Submission submission = new Submission(CommandEncoder.encode(new AttachSession(
                loop.origin(),
                session.id(),
                connection.timeoutMillis(),
                session.password(),
                expectedEpoch,
                requestId)));
        returning.put(requestId, new Return(connection, close, submission));
        loop.submit(submission);
    }

    /** What became of an attach; false when it was not asked for here. */
    boolean settled(AttachSession command, Outcome outcome) {
        Return back = returning.remove(command.requestId());
        if (back == null) {
            return false;
        }
        loop.settled(back.submission);
        ClientConnection connection = back.connection;
        if (connection.isClosed()) {
            return true;
        }
        if (outcome.result() instanceof Result.SessionOpened opened) {
            Session session = opened.session();
            SessionLane lane = loop.lanes().open(session.id(), session.attachEpoch(), connection);
            connection.returned(lane);
            loop.submit(lane.number(back.close, loop.origin()));
        } else if (outcome.result() instanceof Result.StaleEpoch stale) {
            Session session = loop.state().session(command.sessionId());
            if (session == null) {
                connection.close();
            } else {
                fetch(connection, back.close, session, stale.currentEpoch());
            }
        } else {
            // It has ended meanwhile.
            connection.close();
        }
        return true;
    }

    /** Gives everything up; outcomes that were awaited will not come. */
    void abandon() {
        for (Return back : returning.values()) {
            loop.settled(back.submission);
            back.connection.close();
        }
        returning.clear();
    }
}
