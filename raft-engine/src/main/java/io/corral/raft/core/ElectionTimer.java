package io.corral.raft.core;

import java.util.random.RandomGenerator;

/** When to try an election, and whether a leader was heard of lately. Times are those of {@link ReplicaState#now()}. */
final class ElectionTimer {

    private final long minNanos;
    private final long maxNanos;
    private final long heartbeatNanos;
    private final RandomGenerator random;
    private final long patienceNanos;
    private long deadline;
    private long leaderContact;
    private boolean leaderHeard;

    /** Until then a leader is known to be gone, and attempts that fail are repeated soon. */
    private long hurryUntil;

    ElectionTimer(RaftSettings settings, RandomGenerator random) {
        minNanos = settings.electionTimeoutMin().toNanos();
        maxNanos = settings.electionTimeoutMax().toNanos();
        heartbeatNanos = settings.heartbeat().toNanos();
        this.random = random;
        patienceNanos = settings.isReserve(settings.nodeId()) ? maxNanos : 0;
        restart(0);
    }

    /**
     * Begins to wait anew, for a random time so that two nodes seldom campaign together (thesis, section 3.4). A reserve waits
     * longer than any other.
     */
    void restart(long now) {
        deadline = now + patienceNanos + random.nextLong(minNanos, maxNanos);
    }

    /**
     * Begins to wait for the next attempt after one that failed. While others may not have noticed yet that the leader is gone, that
     * is a short time.
     */
    void retry(long now) {
        if (now < hurryUntil) {
            retrySoon(now);
        } else {
            restart(now);
        }
    }

    /** Begins to wait for a short random time: at most a heartbeat interval. */
    void retrySoon(long now) {
        deadline = now + random.nextLong(heartbeatNanos / 4, heartbeatNanos);
    }

    /** The process of the leader is gone: nobody needs to stick to it, and for a while attempts that fail are repeated soon. */
    void leaderGone(long now) {
        leaderHeard = false;
        hurryUntil = now + patienceNanos + maxNanos;
        deadline = now + patienceNanos;
    }

    /** The leader of the current term has spoken. */
    void leaderHeard(long now) {
        hurryUntil = now;
        leaderContact = now;
        leaderHeard = true;
        restart(now);
    }

    /** No leader is known any more. */
    void forgetLeader() {
        leaderHeard = false;
    }

    boolean isExpired(long now) {
        return now >= deadline;
    }

    /** Whether a leader was heard of so lately that nobody may be helped to depose it (thesis, section 4.2.3). */
    boolean sticksToLeader(long now) {
        return leaderHeard && now - leaderContact < minNanos;
    }
}
