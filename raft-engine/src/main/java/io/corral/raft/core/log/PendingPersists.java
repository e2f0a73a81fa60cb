package io.corral.raft.core.log;

import java.util.ArrayDeque;

/**
 * Which part of the log is durable. Every persist under way remembers up to where the log will be durable once it is done; a
 * truncation lowers that for all of them, because what they write beyond will be removed again by a later persist.
 */
final class PendingPersists {

    private final ArrayDeque<Pending> underWay = new ArrayDeque<>();
    private long lastSequence;

    /** Everything up to here is durable and no persist under way removes it. */
    private long durableIndex;

    PendingPersists(long durableIndex) {
        this.durableIndex = durableIndex;
    }

    long durableIndex() {
        return durableIndex;
    }

    /** Sequence of the oldest persist under way; 0 when there is none. */
    long oldestUnderWay() {
        return underWay.isEmpty() ? 0 : underWay.getFirst().sequence;
    }

    /** A persist begins, after which the log is durable up to {@code lastIndex}; returns its sequence. */
    long begin(long lastIndex) {
        lastSequence++;
        underWay.add(new Pending(lastSequence, lastIndex));
        return lastSequence;
    }

    /** The sequence of the persist that begins next. */
    long nextSequence() {
        return lastSequence + 1;
    }

    /** Everything up to this sequence is done. */
    void done(long sequence) {
        while (!underWay.isEmpty() && underWay.getFirst().sequence <= sequence) {
            durableIndex = underWay.removeFirst().lastIndex;
        }
    }

    void truncateFrom(long index) {
        durableIndex = Math.min(durableIndex, index - 1);
        underWay.forEach(pending -> pending.lastIndex = Math.min(pending.lastIndex, index - 1));
    }

    /** The log was replaced by a durable snapshot. */
    void resetTo(long index) {
        durableIndex = index;
        underWay.forEach(pending -> pending.lastIndex = index);
    }

    private static final class Pending {
        final long sequence;
        long lastIndex;

        Pending(long sequence, long lastIndex) {
            this.sequence = sequence;
            this.lastIndex = lastIndex;
        }
    }
}
