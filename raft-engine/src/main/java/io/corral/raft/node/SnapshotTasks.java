package io.corral.raft.node;

import java.io.IOException;

/** Does one task after the other. */
final class SnapshotTasks implements WorkerThread.Body<SnapshotTask> {

    @Override
    public void handle(SnapshotTask first, Mailbox<SnapshotTask> rest) throws IOException {
        first.run();
    }

    @Override
    public void abandon(SnapshotTask task) {
        task.abandon();
    }
}
