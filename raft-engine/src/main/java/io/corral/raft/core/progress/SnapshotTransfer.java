package io.corral.raft.core.progress;

import io.corral.raft.message.SnapshotMeta;

/** A snapshot on its way to one follower: one chunk at a time, sent again when it is not answered. */
public final class SnapshotTransfer {

    private static final int MANY_RETRIES = 3;

    private final SnapshotMeta meta;

    /** First byte of the chunk under way; everything before is stored at the follower. */
    private long offset;

    /** How often the chunk under way was sent again. */
    private int retries;

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
        retries = 0;
    }

    /** The chunk under way is sent again. */
    public void retry(long nextRetryAtNanos) {
        retryAtNanos = nextRetryAtNanos;
        retries++;
    }

    /** Whether the chunk under way was sent again several times in vain. */
    public boolean isStuck() {
        return retries >= MANY_RETRIES;
    }

    /** Whether the chunk under way has waited long enough to be sent again. */
    public boolean isRetryDue(long nowNanos) {
        return nowNanos >= retryAtNanos;
    }
}
