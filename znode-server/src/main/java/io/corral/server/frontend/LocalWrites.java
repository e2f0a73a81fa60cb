package io.corral.server.frontend;

import io.corral.tree.codec.CommandEncoder;
import io.corral.tree.command.CreateSession;
import io.corral.tree.command.Outcome;
import io.corral.tree.command.Result;
import io.corral.tree.command.SessionWrite;
import io.corral.tree.session.SessionPassword;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Carries the writes of one event loop's local sessions. The replicated state knows nothing of those sessions, and yet each write must
 * happen once, whatever becomes of leaders meanwhile. So the loop has a session of its own, the carrier, which is opened with the
 * first such write and numbers them all. Touched by its event loop alone (docs/decisions/0032).
 */
final class LocalWrites {
    /** A write, with those who wait for it. */
    private record Carried(PendingAnswer.Write write, ClientConnection connection, LocalSession session) {}

    private final FrontendLoop loop;
    private final Deque<Carried> waiting = new ArrayDeque<>();
    private final Deque<Carried> underWay = new ArrayDeque<>();
    private @Nullable SessionLane lane;
    private @Nullable Submission opening;
    private long carrierId;

    LocalWrites(FrontendLoop loop) {
        this.loop = loop;
    }

    /** The loop's own session; 0 while it needs none. */
    long carrierId() {
        return carrierId;
    }

    /** Sends a write on its way. */
    void submit(PendingAnswer.Write write, ClientConnection connection, LocalSession session) {
        session.underWay(1);
        Carried carried = new Carried(write, connection, session);
        if (lane != null) {
            send(carried, lane);
            return;
        }
        waiting.add(carried);
        if (opening == null) {
            open();
        }
    }

    private void open() {
        carrierId = loop.services().sessionIds().next();
        SessionPassword password =
                SessionPassword.of(loop.services().surroundings().freshPassword());
        int timeoutMillis = loop.services().settings().timing().maxSessionTimeoutMillis();
        Submission submission = new Submission(
                CommandEncoder.encode(new CreateSession(loop.origin(), carrierId, timeoutMillis, password)));
        opening = submission;
        loop.submit(submission);
    }

    private void send(Carried carried, SessionLane through) {
        underWay.add(carried);
        loop.submit(through.number(carried.write(), loop.origin()));
    }

    /** What became of the carrier; false when the command is not about it. */
    boolean settled(CreateSession command, Outcome outcome) {
        Submission asked = opening;
        if (asked == null || command.sessionId() != carrierId) {
            return false;
        }
        loop.settled(asked);
        opening = null;
        if (outcome.result() instanceof Result.SessionOpened opened) {
            SessionLane opens = new SessionLane(carrierId, opened.session().attachEpoch());
            lane = opens;
            for (Carried next = waiting.poll(); next != null; next = waiting.poll()) {
                send(next, opens);
            }
        } else {
            // The id is taken: a server with this number started twice within a millisecond. The next one is free.
            open();
        }
        return true;
    }

    /** Whether a write was carried here. */
    boolean knows(SessionWrite write) {
        return lane != null && write.sessionId() == carrierId;
    }

    /**
     * The outcome of a write that was carried here.
     *
     * @return the connection to answer, or null when the outcome is that of a second copy
     */
    @Nullable
    ClientConnection settle(SessionWrite write, Outcome outcome) {
        PendingAnswer.Write first = lane == null ? null : lane.settle(write.sequence(), outcome);
        if (first == null) {
            return null;
        }
        Carried carried = underWay.remove();
        carried.session().underWay(-1);
        loop.settled(first.submission());
        loop.executed(inTheNameOf(carried.session(), write), outcome);
        carried.connection().intake().settled(first, outcome);
        return carried.connection();
    }

    private static SessionWrite inTheNameOf(LocalSession session, SessionWrite write) {
        return new SessionWrite(
                write.origin(),
                session.id(),
                write.attachEpoch(),
                write.sequence(),
                write.fence(),
                write.identities(),
                write.operation());
    }

    /** A session has ended. Without the carrier nobody can say what became of the writes under way: their connections close. */
    void ended(long sessionId) {
        if (sessionId == carrierId) {
            abandon();
        }
    }

    /** No outcome will come for anything any more. */
    void abandon() {
        List<Carried> lost = new ArrayList<>(underWay);
        lost.addAll(waiting);
        underWay.clear();
        waiting.clear();
        lane = null;
        carrierId = 0;
        if (opening != null) {
            loop.settled(opening);
            opening = null;
        }
        for (Carried carried : lost) {
            carried.session().underWay(-1);
            carried.write().giveUp(loop::settled);
            carried.connection().close();
        }
    }
}
