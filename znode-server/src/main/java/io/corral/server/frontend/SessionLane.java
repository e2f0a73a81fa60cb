package io.corral.server.frontend;

import io.corral.tree.command.Outcome;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * One attachment of a session to this event loop: numbers its writes 1, 2, 3… and finds them again when their outcomes come.
 * It outlives the connection until every write has its outcome, because a write once sent is sent until it is executed.
 */
final class SessionLane {
    private final long sessionId;
    private final int attachEpoch;
    private final Deque<PendingAnswer.Write> unapplied = new ArrayDeque<>();
    private long lastSequence;

    SessionLane(long sessionId, int attachEpoch) {
        this.sessionId = sessionId;
        this.attachEpoch = attachEpoch;
    }

    long sessionId() {
        return sessionId;
    }

    int attachEpoch() {
        return attachEpoch;
    }

    /** The number of the next write. */
    long nextSequence() {
        return ++lastSequence;
    }

    /** A write with the number last given out is on its way. */
    void add(PendingAnswer.Write write) {
        unapplied.add(write);
    }

    /**
     * Takes the outcome of a write.
     *
     * @return the write, or null when none with this number is waiting: the outcome of a second copy
     */
    PendingAnswer.@Nullable Write settle(long sequence, Outcome outcome) {
        PendingAnswer.Write first = unapplied.peek();
        if (first == null || first.sequence() != sequence) {
            return null;
        }
        unapplied.remove();
        first.settle(outcome);
        return first;
    }

    /** The writes without an outcome, for giving them all up. */
    Iterable<PendingAnswer.Write> unapplied() {
        return unapplied;
    }

    boolean isIdle() {
        return unapplied.isEmpty();
    }
}
