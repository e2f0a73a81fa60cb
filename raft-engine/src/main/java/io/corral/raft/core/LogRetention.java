package io.corral.raft.core;

import io.corral.raft.message.SnapshotMeta;

/**
 * Decides what of the log goes when there is a new snapshot. What follows the last but one stays in any case: it serves followers that
 * were away or are receiving that snapshot, and a node whose newest one is damaged. Beyond that a leader keeps, within a bound, what
 * followers still need that answer; one that is silent may be gone for good, and gets a snapshot when it is not.
 */
final class LogRetention {
    private static final long LOOK_AGAIN_NANOS = 1_000_000_000;

    private final ReplicaState state;

    /** Up to here the own snapshots need nothing. */
    private long dispensable;

    /** What stays of that, for followers. */
    private long keptBytes;

    private long lookAgainAt;

    LogRetention(ReplicaState state) {
        this.state = state;
    }

    /** What is kept for followers alone, in bytes. */
    long keptBytes() {
        return keptBytes;
    }

    /** A snapshot of the own state is durable. */
    void captured(SnapshotMeta meta, Role role) {
        dispensable = state.snapshot().index();
        state.snapshotIs(meta);
        look(role);
    }

    /** Time has passed. */
    void tick(Role role) {
        if (keptBytes > 0 && state.now() >= lookAgainAt) {
            look(role);
        }
    }

    private void look(Role role) {
        lookAgainAt = state.now() + LOOK_AGAIN_NANOS;
        long last = Math.min(dispensable, state.log.durableIndex());
        keptBytes = 0;
        if (last > state.log.boundaryIndex()) {
            long index = lastNotNeeded(last, role);
            keptBytes = bytesAfter(index, last);
            if (index > state.log.boundaryIndex()) {
                state.log.compactTo(index);
                state.outbox.work(new SnapshotWork.CompactLog(index));
            }
        }
    }

    /** Who would need more than the bound allows gets nothing, so that what the others need is kept no longer on its account. */
    private long lastNotNeeded(long last, Role role) {
        long bound = state.limits().catchUp().keptLogBytes();
        for (long agreed : role.neededAfter()) {
            if (agreed >= state.log.boundaryIndex() && bytesAfter(agreed, last) <= bound) {
                return Math.min(agreed, last);
            }
        }
        return last;
    }

    private long bytesAfter(long index, long last) {
        return index >= last ? 0 : state.log.bytesBetween(index + 1, last + 1);
    }
}
