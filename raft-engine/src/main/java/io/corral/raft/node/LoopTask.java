package io.corral.raft.node;

import io.corral.raft.core.ReadLevel;
import io.corral.raft.core.TransferOutcome;
import io.corral.raft.core.membership.ChangeOutcome;
import io.corral.raft.core.membership.MembershipChange;
import java.util.concurrent.CompletableFuture;

/** Something to be done on the raft loop. */
interface LoopTask {

    /** Does it; on the loop's thread. */
    void run(RaftLoop loop);

    /** Called instead when the loop has ended. */
    default void abandon() {}

    /** Someone asks for other members. */
    record Change(MembershipChange change, long term, CompletableFuture<ChangeOutcome> outcome) implements LoopTask {
        @Override
        public void run(RaftLoop loop) {
            loop.change(change, term, outcome);
        }

        @Override
        public void abandon() {
            outcome.complete(new ChangeOutcome.Unknown());
        }
    }

    /** Someone wants another leader. */
    record Transfer(long target, CompletableFuture<TransferOutcome> waiting) implements LoopTask {
        @Override
        public void run(RaftLoop loop) {
            loop.transfer(target, waiting);
        }

        @Override
        public void abandon() {
            OpenTransfers.refuse(waiting);
        }
    }

    /** Someone asks for a read index. */
    record Read(ReadLevel level, ReadIndexCallback callback) implements LoopTask {
        @Override
        public void run(RaftLoop loop) {
            loop.read(level, callback);
        }

        @Override
        public void abandon() {
            callback.refused();
        }
    }
}
