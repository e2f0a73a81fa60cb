package io.corral.raft.node;

/**
 * Where one group has its work done besides the raft loop, on threads that it shares with the other groups of the node.
 *
 * @param log writes and forces the log
 * @param apply owns the state machine
 * @param snapshot writes and stores snapshots
 * @param transfer reads chunks of snapshots for followers
 */
record NodeThreads(
        WorkerThread<LogWork> log, Lane<ApplyWork> apply, Lane<SnapshotTask> snapshot, Lane<SnapshotTask> transfer) {}
