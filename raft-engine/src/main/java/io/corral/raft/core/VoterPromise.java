package io.corral.raft.core;

/**
 * What a voter promises the leader that it answers, where leases are in use: for an election timeout, by its own clock, not to help
 * elect another, whatever happens (thesis, section 6.4.1). Only a leader that gives its lease up can release it, by a transfer.
 *
 * <p>Nothing is written down: a node that starts may have promised something just before, so it begins bound.
 */
final class VoterPromise {

    /** 0 = no leases: nothing is promised. */
    private final long lengthNanos;

    /** Made, and the clock has not been read since. The moment of making it lies before the next reading, so it counts from there. */
    private boolean unread = true;

    private long from;
    private long clock;

    VoterPromise(RaftSettings settings) {
        lengthNanos = settings.leaseDriftBound().isPresent()
                ? settings.electionTimeoutMin().toNanos()
                : 0;
    }

    /** The leader has spoken, and will be answered. */
    void make() {
        unread = true;
    }

    /** The clock was read, later than all that has happened before. */
    void clockReads(long nanos) {
        clock = nanos;
        if (unread) {
            unread = false;
            from = nanos;
        }
    }

    /** Whether nobody may be helped to depose the leader; longer rather than shorter, as the clock has gone on since it was read. */
    boolean binds() {
        return lengthNanos > 0 && (unread || clock - from < lengthNanos);
    }
}
