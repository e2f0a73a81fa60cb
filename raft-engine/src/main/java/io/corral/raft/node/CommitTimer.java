package io.corral.raft.node;

import io.corral.raft.message.LogEntry;
import java.util.List;

/**
 * Samples how long it takes from proposing to commit: one batch at a time, the next when that is committed or leadership is lost.
 * On the raft loop only.
 */
final class CommitTimer {
    private static final long NONE = 0;

    private final DistributionRecorder nanos;
    private long awaitedIndex = NONE;
    private long proposedAt;

    CommitTimer(DistributionRecorder nanos) {
        this.nanos = nanos;
    }

    boolean isIdle() {
        return awaitedIndex == NONE;
    }

    /** These entries have been proposed; ignored while a sample is under way. */
    void proposed(List<LogEntry> entries, long nowNanos) {
        if (isIdle() && !entries.isEmpty()) {
            awaitedIndex = entries.get(entries.size() - 1).index();
            proposedAt = nowNanos;
        }
    }

    /** Whether a commit up to this index ends the sample. */
    boolean awaits(long committedIndex) {
        return awaitedIndex != NONE && committedIndex >= awaitedIndex;
    }

    /** The batch under way is committed. */
    void committed(long nowNanos) {
        nanos.record(nowNanos - proposedAt);
        awaitedIndex = NONE;
    }

    /** What was proposed may never be committed. */
    void forget() {
        awaitedIndex = NONE;
    }
}
