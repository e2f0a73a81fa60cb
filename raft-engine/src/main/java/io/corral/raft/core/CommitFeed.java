package io.corral.raft.core;

import io.corral.raft.message.LogEntry;
import java.util.List;

/** Hands committed entries to the apply thread, in order, no faster than it applies them. */
final class CommitFeed {

    private final ReplicaState state;
    private final SnapshotIntake snapshotIntake;

    CommitFeed(ReplicaState state, SnapshotIntake snapshotIntake) {
        this.state = state;
        this.snapshotIntake = snapshotIntake;
    }

    /** What does not go now goes in a later step; the answer to what went gives occasion for one. */
    void feed() {
        if (snapshotIntake.isInstalling()) {
            return;
        }
        RaftLimits limits = state.limits();
        long bytes = 0;
        while (state.handedOutIndex() < state.commitIndex()
                && bytes < limits.maxCommittedBytes()
                && state.unappliedBytes() < limits.maxUnappliedBytes()) {
            long from = state.handedOutIndex() + 1;
            List<LogEntry> entries = state.log.slice(from, state.commitIndex() + 1, limits.maxCommittedBytes() - bytes);
            long size = LogEntry.sizeBytes(entries);
            bytes += size;
            state.outbox.commit(entries);
            state.handedOut(from + entries.size() - 1, size);
        }
    }
}
