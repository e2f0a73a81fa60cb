package io.corral.raft.node;

/** Something to be done on the raft loop. */
interface LoopTask {

    /** Does it; on the loop's thread. */
    void run(RaftLoop loop);

    /** Called instead when the loop has ended. */
    default void abandon() {}

    /** Someone asks for a read index. */
    record Read(ReadIndexCallback callback) implements LoopTask {
        @Override
        public void run(RaftLoop loop) {
            loop.read(callback);
        }

        @Override
        public void abandon() {
            callback.refused();
        }
    }
}
