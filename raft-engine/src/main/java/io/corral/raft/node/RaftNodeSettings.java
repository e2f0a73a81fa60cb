package io.corral.raft.node;

import io.corral.raft.core.RaftSettings;
import io.corral.raft.core.membership.Membership;

/**
 * Everything a node is told at its start.
 *
 * @param raft timing and limits of the algorithm, and the id of this node
 * @param initialMembership the members of a group that has never run; later the log says who they are. A node that is to be added
 *     to a group begins with {@link Membership#NONE}
 * @param configuration what it means that the log has other members than {@code initialMembership}
 * @param limits bounds of the driver's queues
 * @param snapshots when to take a snapshot
 */
public record RaftNodeSettings(
        RaftSettings raft,
        Membership initialMembership,
        MemberConfiguration configuration,
        NodeLimits limits,
        SnapshotPolicy snapshots) {

    /** A node whose configuration names all nodes of the group, always. */
    public RaftNodeSettings(
            RaftSettings raft, Membership initialMembership, NodeLimits limits, SnapshotPolicy snapshots) {
        this(raft, initialMembership, MemberConfiguration.BINDING, limits, snapshots);
    }

    /** The same, but the configuration only begins a group. */
    public RaftNodeSettings withChangingMembers() {
        return new RaftNodeSettings(raft, initialMembership, MemberConfiguration.INITIAL, limits, snapshots);
    }

    /** Default limits and snapshot policy. */
    public static RaftNodeSettings of(RaftSettings raft, Membership initialMembership) {
        return new RaftNodeSettings(raft, initialMembership, NodeLimits.defaults(), SnapshotPolicy.defaults());
    }
}
