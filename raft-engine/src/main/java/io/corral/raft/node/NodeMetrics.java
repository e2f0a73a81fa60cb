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
 * @param snapshotsTaken snapshots of the own state written
 * @param snapshotsInstalled snapshots received from a leader and put in force
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
        long snapshotsTaken,
        long snapshotsInstalled,
        long diskObstructions) {}
