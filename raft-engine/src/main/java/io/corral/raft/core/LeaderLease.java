package io.corral.raft.core;

/**
 * For how long a leader knows that nobody else leads (thesis, section 6.4.1). It counts from before the messages were sent that a
 * majority has answered: each of that majority made its {@link VoterPromise} later than that. It is shorter than the promise by what the
 * clocks may disagree: the leader's may run slow and a voter's fast, each by the drift bound.
 */
final class LeaderLease {

    /** 0 = no leases. */
    private final long lengthNanos;

    private final RoundTimes rounds;
    private boolean givenUp;

    LeaderLease(RaftSettings settings, RoundTimes rounds) {
        this.rounds = rounds;
        lengthNanos = lengthNanos(settings);
    }

    static long lengthNanos(RaftSettings settings) {
        if (settings.leaseDriftBound().isEmpty()) {
            return 0;
        }
        double drift = settings.leaseDriftBound().getAsDouble();
        return (long) (settings.electionTimeoutMin().toNanos() * (1 - drift) / (1 + drift));
    }

    /**
     * Somebody was asked to take over, and releases all voters from their promises. The message may arrive at any time while this
     * term lasts, so the lease does not come back in it, even if nobody takes over.
     */
    void giveUp() {
        givenUp = true;
    }

    /** What is left of it at this reading of the clock, in nanoseconds; 0 = none. */
    long leftNanos(long clockNanos) {
        if (givenUp || !rounds.hasAnswer()) {
            return 0;
        }
        return Math.max(0, rounds.answeredStart() + lengthNanos - clockNanos);
    }
}
