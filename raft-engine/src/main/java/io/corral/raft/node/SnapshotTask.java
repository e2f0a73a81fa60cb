package io.corral.raft.node;

import java.io.IOException;

/** Something to be done on a snapshot thread. Throwing ends the node. */
interface SnapshotTask {

    /** Does it. */
    void run() throws IOException;

    /** Called instead when the thread has ended. */
    default void abandon() {}
}
