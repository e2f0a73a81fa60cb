package io.corral.raft.node;

import io.corral.raft.core.RaftSettings;
import io.corral.raft.core.membership.Membership;

/**
 * Everything a node is told at its start.
 *
 * @param raft timing and limits of the algorithm, and the id of this node
 * @param initialMembership the members of a group that has never run; later the log says who they are
 * @param limits bounds of the driver's queues
 * @param snapshots when to take a snapshot
 */
public record RaftNodeSettings(
        RaftSettings raft, Membership initialMembership, NodeLimits limits, SnapshotPolicy snapshots) {

    /** Default limits and snapshot policy. */
    public static RaftNodeSettings of(RaftSettings raft, Membership initialMembership) {
        return new RaftNodeSettings(raft, initialMembership, NodeLimits.defaults(), SnapshotPolicy.defaults());
    }
}
