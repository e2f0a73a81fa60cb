package io.corral.raft.node;

/**
 * Counters of a node since its start, read at one moment.
 *
 * @param proposalsAccepted payloads taken by {@link RaftNode#propose}
 * @param proposalsRefused payloads refused because the queue was full
 * @param loopBatch inputs the raft loop took at once
 * @param proposeBatch payloads merged into one step of the core
 * @param persistBatch entries made durable by one force
 * @param persistNanos time of one group commit, write and force, in nanoseconds
 * @param applyBatch entries handed to the state machine at once
 * @param applyNanos time of one such call, in nanoseconds
 * @param commitNanos time from proposing to commit while this node leads, in nanoseconds; a sample of all proposals
 * @param snapshots what became of snapshots
 * @param elections what became of elections
 * @param queues what waits now
 * @param diskObstructions how often the disk of the log began to refuse writes, being full or read-only
 */
public record NodeMetrics(
        long proposalsAccepted,
        long proposalsRefused,
        Distribution loopBatch,
        Distribution proposeBatch,
        Distribution persistBatch,
        Distribution persistNanos,
        Distribution applyBatch,
        Distribution applyNanos,
        Distribution commitNanos,
        SnapshotMetrics snapshots,
        ElectionCounts elections,
        QueueDepths queues,
        long diskObstructions) {}
