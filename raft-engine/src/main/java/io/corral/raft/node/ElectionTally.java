package io.corral.raft.node;

import io.corral.raft.core.RaftRole;
import io.corral.raft.core.RoleChange;
import java.util.concurrent.atomic.AtomicLong;

/** Counts elections from the changes of role. Told on the raft loop, read on any thread. */
final class ElectionTally {
    private final AtomicLong preVotes = new AtomicLong();
    private final AtomicLong started = new AtomicLong();
    private final AtomicLong won = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private final AtomicLong leaderChanges = new AtomicLong();
    private RaftRole role = RaftRole.FOLLOWER;
    private long term;
    private long lastLeader;

    void note(RoleChange change) {
        RaftRole before = role;
        boolean begins = before != change.role() || term != change.term();
        role = change.role();
        term = change.term();
        if (begins && before == RaftRole.CANDIDATE && role != RaftRole.LEADER) {
            lost.incrementAndGet();
        }
        if (begins) {
            count(before);
        }
        if (change.leaderId() != 0 && change.leaderId() != lastLeader) {
            lastLeader = change.leaderId();
            leaderChanges.incrementAndGet();
        }
    }

    private void count(RaftRole before) {
        if (role == RaftRole.LEADER && before != RaftRole.CANDIDATE) {
            // Alone in its group, a node stands and wins in one step.
            started.incrementAndGet();
        }
        switch (role) {
            case PRE_CANDIDATE -> preVotes.incrementAndGet();
            case CANDIDATE -> started.incrementAndGet();
            case LEADER -> won.incrementAndGet();
            case FOLLOWER -> {}
        }
    }

    ElectionCounts read() {
        return new ElectionCounts(preVotes.get(), started.get(), won.get(), lost.get(), leaderChanges.get());
    }
}
