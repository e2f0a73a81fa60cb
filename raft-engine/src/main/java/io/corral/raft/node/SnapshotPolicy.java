package io.corral.raft.node;

/**
 * When a node takes a snapshot of its state: as soon as either bound is exceeded since the last one.
 *
 * @param logBytes payload bytes applied
 * @param entries entries applied
 */
public record SnapshotPolicy(long logBytes, long entries) {
    private static final long DEFAULT_BYTES = 256L << 20;
    private static final long DEFAULT_ENTRIES = 500_000;

    /** Checks the ranges. */
    public SnapshotPolicy {
        if (logBytes < 1 || entries < 1) {
            throw new IllegalArgumentException("a snapshot every " + logBytes + " bytes or " + entries + " entries");
        }
    }

    /** Every 256 MiB or 500,000 entries. */
    public static SnapshotPolicy defaults() {
        return new SnapshotPolicy(DEFAULT_BYTES, DEFAULT_ENTRIES);
    }
}
