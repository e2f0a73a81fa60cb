package io.corral.raft.node;

/**
 * The threads of a node besides the raft loop.
 *
 * @param log writes and forces the log
 * @param apply owns the state machine
 * @param snapshot writes and stores snapshots
 * @param transfer reads chunks of snapshots for followers
 */
record NodeThreads(
        WorkerThread<LogWork> log,
        WorkerThread<ApplyWork> apply,
        WorkerThread<SnapshotTask> snapshot,
        WorkerThread<SnapshotTask> transfer) {

    void start() {
        log.start();
        apply.start();
        snapshot.start();
        transfer.start();
    }

    /** Ends them, sources of work before those who receive it. */
    void stop() {
        transfer.stop();
        snapshot.stop();
        apply.stop();
        log.stop();
        transfer.join();
        snapshot.join();
        apply.join();
        log.join();
    }
}
