package io.corral.raft.node;

/**
 * Snapshots of one node, since its start.
 *
 * @param taken snapshots of the own state written
 * @param installed snapshots received from a leader and put in force
 * @param failed snapshots that could not be written, or not taken from the leader
 * @param takenBytes sizes of those written, in bytes
 * @param writeNanos time to write one and make it durable, in nanoseconds
 * @param restoreNanos time to replace the state by one, in nanoseconds; the start of the node included
 * @param sentBytes sent to followers, in bytes
 * @param receivedBytes received from leaders, in bytes
 */
public record SnapshotMetrics(
        long taken,
        long installed,
        long failed,
        Distribution takenBytes,
        Distribution writeNanos,
        Distribution restoreNanos,
        long sentBytes,
        long receivedBytes) {}
