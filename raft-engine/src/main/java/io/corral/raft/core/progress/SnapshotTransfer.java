package io.corral.raft.core.progress;

import io.corral.raft.message.SnapshotMeta;

/** A snapshot on its way to one follower: one chunk at a time, sent again when it is not answered. */
public final class SnapshotTransfer {

    private final SnapshotMeta meta;

    /** First byte of the chunk under way; everything before is stored at the follower. */
    private long offset;

    /** When to send the chunk again. */
    private long retryAtNanos;

    SnapshotTransfer(SnapshotMeta meta, long retryAtNanos) {
        this.meta = meta;
        this.retryAtNanos = retryAtNanos;
    }

    /** Which snapshot. */
    public SnapshotMeta meta() {
        return meta;
    }

    /** First byte the follower wants. */
    public long offset() {
        return offset;
    }

    /** The follower wants another chunk than the one under way: it is sent next. */
    public void moveTo(long nextOffset, long nextRetryAtNanos) {
        offset = nextOffset;
        retryAtNanos = nextRetryAtNanos;
    }

    /** Whether the chunk under way has waited long enough to be sent again. */
    public boolean isRetryDue(long nowNanos) {
        return nowNanos >= retryAtNanos;
    }
}
