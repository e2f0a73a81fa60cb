package io.corral.server.frontend;

import io.corral.tree.command.Outcome;
import io.corral.tree.command.SessionWrite;
import io.netty.util.collection.LongObjectHashMap;
import io.netty.util.collection.LongObjectMap;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The sessions attached to one event loop, with the connection that serves each. Touched by its event loop alone. */
final class SessionLanes {
    private static final class Attached {
        final SessionLane lane;

        @Nullable
        ClientConnection connection;

        Attached(SessionLane lane) {
            this.lane = lane;
        }
    }

    private final LongObjectMap<Attached> bySession = new LongObjectHashMap<>();
    private final Consumer<Submission> settled;
    private final BiConsumer<SessionWrite, Outcome> executed;

    /**
     * @param settled told of every write that need not be sent again
     * @param executed told once of every write whose outcome was waited for, whether or not its client is still there
     */
    SessionLanes(Consumer<Submission> settled, BiConsumer<SessionWrite, Outcome> executed) {
        this.settled = settled;
        this.executed = executed;
    }

    /** A session was attached; what an earlier attachment here still had under way can never be executed any more. */
    SessionLane open(long sessionId, int attachEpoch, ClientConnection connection) {
        Attached attached = new Attached(new SessionLane(sessionId, attachEpoch));
        attached.connection = connection;
        Attached former = bySession.put(sessionId, attached);
        if (former != null) {
            giveUp(former);
            if (former.connection != null && former.connection != connection) {
                // At once: one more write of it would be numbered in a lane that nobody looks at any more.
                former.connection.close();
            }
        }
        return attached.lane;
    }

    /** The connection is gone; its lane stays while writes are under way. */
    void leave(SessionLane lane, ClientConnection connection) {
        Attached attached = bySession.get(lane.sessionId());
        if (attached == null || attached.lane != lane || attached.connection != connection) {
            return;
        }
        attached.connection = null;
        removeIfDone(attached);
    }

    /**
     * The outcome of a write.
     *
     * @return the connection to answer, or null when it is gone, or the outcome is that of a second copy
     */
    @Nullable
    ClientConnection settle(SessionWrite write, Outcome outcome) {
        Attached attached = attachedFor(write);
        if (attached == null) {
            return null;
        }
        PendingAnswer.Write waiting = attached.lane.settle(write.sequence(), outcome);
        if (waiting == null) {
            return null;
        }
        settled.accept(waiting.submission());
        executed.accept(write, outcome);
        ClientConnection connection = attached.connection;
        if (connection == null) {
            removeIfDone(attached);
            return null;
        }
        connection.intake().settled(waiting, outcome);
        return connection;
    }

    /** A write was executed but its answer comes later: it waits for it in its lane, and needs not be sent again. */
    void executedButOpen(SessionWrite write) {
        Attached attached = attachedFor(write);
        PendingAnswer.Write waiting = attached == null ? null : attached.lane.first(write.sequence());
        if (waiting != null) {
            settled.accept(waiting.submission());
        }
    }

    /** Whether a write came from an attachment that this loop still knows. */
    boolean knows(SessionWrite write) {
        return attachedFor(write) != null;
    }

    /** The session is over: its connection closes, without a word. */
    void ended(long sessionId) {
        Attached attached = bySession.remove(sessionId);
        if (attached == null) {
            return;
        }
        giveUp(attached);
        if (attached.connection != null) {
            attached.connection.close();
        }
    }

    /** No outcome will come for anything any more. */
    void abandonAll() {
        List<Attached> all = new ArrayList<>(bySession.values());
        bySession.clear();
        all.forEach(this::giveUp);
    }

    private @Nullable Attached attachedFor(SessionWrite write) {
        Attached attached = bySession.get(write.sessionId());
        return attached != null && attached.lane.attachEpoch() == write.attachEpoch() ? attached : null;
    }

    private void giveUp(Attached attached) {
        for (PendingAnswer.Write write : attached.lane.unapplied()) {
            write.giveUp(settled);
        }
    }

    private void removeIfDone(Attached attached) {
        if (attached.lane.isIdle()) {
            bySession.remove(attached.lane.sessionId());
        }
    }
}
