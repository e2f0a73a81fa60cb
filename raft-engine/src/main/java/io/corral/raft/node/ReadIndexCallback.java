package io.corral.raft.node;

/** How a request for a linearizable read ends; exactly one method is called, on the raft loop: must not block. */
public interface ReadIndexCallback {

    /** The read may be answered from any state that has applied the log up to {@code readIndex}. */
    void granted(long readIndex);

    /** There is no leader to ask, leadership changed meanwhile, or too many reads are waiting. Ask again later. */
    void refused();
}
