package io.corral.raft.core;

/**
 * Everything a core bounds. One entry always passes, however large it is.
 *
 * @param maxAppendBytes entries in one message, in bytes
 * @param maxInflightBytes entries sent to one follower and not acknowledged, in bytes
 * @param logWindowBytes recent entries kept in memory, in bytes (entries not yet durable or not yet committed are kept regardless)
 * @param snapshotChunkBytes one piece of a snapshot, in bytes
 * @param maxCommittedBytes entries handed to the apply thread by one step, in bytes
 * @param maxUnappliedBytes entries handed to the apply thread and not yet applied, in bytes
 * @param maxUncommittedBytes a leader's entries not yet committed, in bytes; beyond it proposals are dropped
 * @param maxPendingReads reads waiting for confirmation; further ones are refused
 * @param catchUpBytesPerSecond what a leader reads from its disk for followers that are far behind, besides twice what it writes,
 *     as long as the others are a majority; a follower that is needed is not held back
 */
public record RaftLimits(
        int maxAppendBytes,
        int maxInflightBytes,
        long logWindowBytes,
        int snapshotChunkBytes,
        int maxCommittedBytes,
        long maxUnappliedBytes,
        long maxUncommittedBytes,
        int maxPendingReads,
        long catchUpBytesPerSecond) {

    private static final int MIB = 1024 * 1024;

    /**
     * 1 MiB a message, 8 MiB in flight, 64 MiB in memory, 1 MiB a chunk, 32 MiB unapplied, 64 MiB uncommitted, 48 MiB a second to
     * catch up.
     */
    public static RaftLimits defaults() {
        return new RaftLimits(MIB, 8 * MIB, 64L * MIB, MIB, MIB, 32L * MIB, 64L * MIB, 100_000, 48L * MIB);
    }

    /** The same with another pace of catching up, in bytes a second. */
    public RaftLimits withCatchUp(long bytesPerSecond) {
        return new RaftLimits(
                maxAppendBytes,
                maxInflightBytes,
                logWindowBytes,
                snapshotChunkBytes,
                maxCommittedBytes,
                maxUnappliedBytes,
                maxUncommittedBytes,
                maxPendingReads,
                bytesPerSecond);
    }
}
