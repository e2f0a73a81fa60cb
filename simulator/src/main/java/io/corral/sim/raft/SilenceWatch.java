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

    /** As long as what was sent before can be under way, the longest election timeout by the slowest of clocks, and some ticks. */
    private static final long PATIENCE_NANOS = 550_000_000;

    private final Group group;

    /** Counts what gives a leader a reason to go on: answers that may arrive, and time that does not pass for it. */
    private long interruptions;

    SilenceWatch(Group group) {
        this.group = group;
    }

    /** The network may be whole again, or some node does nothing for a while. */
    void interrupted() {
        interruptions++;
    }

    /** From now on nothing arrives at this node. */
    void cutOff(SimulatedNode node) {
        long before = interruptions;
        group.clock().after(PATIENCE_NANOS, () -> {
            RaftStatus status = node.status();
            if (interruptions == before && status != null && !new Quorum(status.membership()).isDecidedBy(node.id())) {
                group.tally().count("silences");
                if (status.role() == RaftRole.LEADER) {
                    throw new BrokenPromise("check-quorum: n" + node.id() + " still leads term " + status.term()
                            + ", long after it was cut off from everybody");
                }
            }
        });
    }
}
