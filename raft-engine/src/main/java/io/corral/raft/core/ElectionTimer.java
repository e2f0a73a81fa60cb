package io.corral.raft.core;

import java.util.random.RandomGenerator;

/** When to try an election, and whether a leader was heard of lately. Times are those of {@link ReplicaState#now()}. */
final class ElectionTimer {

    private final long minNanos;
    private final long maxNanos;
    private final RandomGenerator random;
    private long deadline;
    private long leaderContact;
    private boolean leaderHeard;

    ElectionTimer(RaftSettings settings, RandomGenerator random) {
        minNanos = settings.electionTimeoutMin().toNanos();
        maxNanos = settings.electionTimeoutMax().toNanos();
        this.random = random;
        restart(0);
    }

    /** Begins to wait anew, for a random time so that two nodes seldom campaign together (thesis, section 3.4). */
    void restart(long now) {
        deadline = now + random.nextLong(minNanos, maxNanos);
    }

    /** The leader of the current term has spoken. */
    void leaderHeard(long now) {
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
