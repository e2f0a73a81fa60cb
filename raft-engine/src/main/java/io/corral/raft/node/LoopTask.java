package io.corral.raft.node;

/** Something to be done on the raft loop. */
interface LoopTask {

    /** Does it; on the loop's thread. */
    void run(RaftLoop loop);
}
