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
 * @param catchUp what a leader spends on followers that are behind
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
        CatchUpLimits catchUp) {

    private static final int MIB = 1024 * 1024;

    /** 1 MiB a message, 8 MiB in flight, 64 MiB in memory, 1 MiB a chunk, 32 MiB unapplied, 64 MiB uncommitted. */
    public static RaftLimits defaults() {
        return new RaftLimits(
                MIB, 8 * MIB, 64L * MIB, MIB, MIB, 32L * MIB, 64L * MIB, 100_000, CatchUpLimits.defaults());
    }

    /** The same with other limits for followers that are behind. */
    public RaftLimits withCatchUp(CatchUpLimits limits) {
        return new RaftLimits(
                maxAppendBytes,
                maxInflightBytes,
                logWindowBytes,
                snapshotChunkBytes,
                maxCommittedBytes,
                maxUnappliedBytes,
                maxUncommittedBytes,
                maxPendingReads,
                limits);
    }
}
