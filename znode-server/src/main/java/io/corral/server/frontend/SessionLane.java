package io.corral.server.frontend;

import io.corral.tree.codec.CommandEncoder;
import io.corral.tree.command.Outcome;
import io.corral.tree.command.SessionWrite;
import io.corral.tree.session.OriginTag;
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

    /** Gives a write the next number and puts it into the form in which it travels. */
    Submission number(PendingAnswer.Write write, OriginTag origin) {
        PendingAnswer.Draft draft = write.takeDraft();
        long sequence = ++lastSequence;
        Submission submission = new Submission(CommandEncoder.encode(new SessionWrite(
                origin, sessionId, attachEpoch, sequence, draft.fence(), draft.identities(), draft.operation())));
        write.numbered(sequence, submission);
        unapplied.add(write);
        return submission;
    }

    /**
     * Takes the outcome of a write.
     *
     * @return the write, or null when none with this number is waiting: the outcome of a second copy
     */
    PendingAnswer.@Nullable Write settle(long sequence, Outcome outcome) {
        PendingAnswer.Write first = first(sequence);
        if (first == null) {
            return null;
        }
        unapplied.remove();
        first.settle(outcome);
        return first;
    }

    /** The write whose outcome comes next; null when it has another number. */
    PendingAnswer.@Nullable Write first(long sequence) {
        PendingAnswer.Write first = unapplied.peek();
        return first == null || first.sequence() != sequence ? null : first;
    }

    /** The writes without an outcome, for giving them all up. */
    Iterable<PendingAnswer.Write> unapplied() {
        return unapplied;
    }

    boolean isIdle() {
        return unapplied.isEmpty();
    }
}
