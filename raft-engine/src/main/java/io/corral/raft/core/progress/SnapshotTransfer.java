package io.corral.raft.core.progress;

import io.corral.raft.message.SnapshotMeta;

/** A snapshot on its way to one follower: one chunk at a time, sent again when it is not answered. */
public final class SnapshotTransfer {

    private static final int MANY_RETRIES = 3;

    private final SnapshotMeta meta;

    /** First byte of the chunk to send, or under way; everything before is stored at the follower. */
    private long offset;

    /** Whether the chunk is to be sent, rather than under way. */
    private boolean due = true;

    /** How often the chunk was to be sent again. */
    private int retries;

    /** When to send the chunk again that is under way. */
    private long retryAtNanos;

    SnapshotTransfer(SnapshotMeta meta) {
        this.meta = meta;
    }

    /** Which snapshot. */
    public SnapshotMeta meta() {
        return meta;
    }

    /** First byte the follower wants. */
    public long offset() {
        return offset;
    }

    /** Whether a chunk waits to be sent. */
    public boolean isDue() {
        return due;
    }

    /** The chunk has been sent. */
    public void sent(long nextRetryAtNanos) {
        due = false;
        retryAtNanos = nextRetryAtNanos;
    }

    /** The follower wants another chunk than the one under way: it is sent next. */
    public void goOnAt(long nextOffset) {
        offset = nextOffset;
        due = true;
        retries = 0;
    }

    /** The follower wants this chunk next, but not before it has had time. */
    public void waitAt(long nextOffset, long nextRetryAtNanos) {
        offset = nextOffset;
        due = false;
        retryAtNanos = nextRetryAtNanos;
        retries = 0;
    }

    /** The chunk under way is to be sent again. */
    public void retry() {
        due = true;
        retries++;
    }

    /** Whether the chunk under way was sent again several times in vain. */
    public boolean isStuck() {
        return retries >= MANY_RETRIES;
    }

    /** Whether the chunk under way has waited long enough to be sent again. */
    public boolean isRetryDue(long nowNanos) {
        return !due && nowNanos >= retryAtNanos;
    }
}
