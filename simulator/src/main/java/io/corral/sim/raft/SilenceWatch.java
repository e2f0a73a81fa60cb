package io.corral.sim.raft;

import io.corral.raft.core.RaftRole;
import io.corral.raft.core.RaftStatus;
import io.corral.raft.core.quorum.Quorum;
import io.corral.sim.promise.BrokenPromise;

/**
 * Check-quorum (thesis, section 6.2): a leader to which nothing comes through any more stops leading after an election timeout, whatever
 * it is that it cannot hear of.
 */
final class SilenceWatch {

    /** What was sent before is there, for the most part; what still comes in is seen, and excuses the leader. */
    private static final long DELIVERY_NANOS = 50_000_000;

    /** The longest election timeout by the slowest of clocks, and some ticks. */
    private static final long PATIENCE_NANOS = 400_000_000;

    private final Group group;

    SilenceWatch(Group group) {
        this.group = group;
    }

    /** From now on nothing arrives at this node, for a while. */
    void cutOff(SimulatedNode node) {
        group.clock().after(DELIVERY_NANOS, () -> {
            if (!node.isPaused()) {
                listen(node, node.disturbances());
            }
        });
    }

    private void listen(SimulatedNode node, long before) {
        group.clock().after(PATIENCE_NANOS, () -> {
            RaftStatus status = node.status();
            if (node.disturbances() == before
                    && status != null
                    && !new Quorum(status.membership()).isDecidedBy(node.id())) {
                group.tally().count("silences");
                if (status.role() == RaftRole.LEADER) {
                    throw new BrokenPromise("check-quorum: n" + node.id() + " still leads term " + status.term()
                            + ", long after the last message came to it");
                }
            }
        });
    }
}
