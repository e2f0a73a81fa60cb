package io.corral.raft.node;

import io.corral.raft.core.membership.Membership;
import java.io.IOException;
import java.util.Set;

/**
 * The data of a node belongs to a group of other nodes than it is configured for, and its configuration is {@linkplain
 * MemberConfiguration#BINDING binding}: the node does not start.
 */
public final class OtherMembersException extends IOException {
    private static final long serialVersionUID = 1;

    private final transient Set<Long> recorded;
    private final transient Set<Long> configured;

    OtherMembersException(Membership recorded, Membership configured, long lastIndex) {
        super("the data of this node, up to index " + lastIndex + ", belongs to a group of " + recorded
                + ", but this node is configured for " + configured
                + ". The members of a group cannot be changed by editing the configuration: configure the members"
                + " of the group again, on every node; or, to begin a new group without the old data, empty the"
                + " data directories of all its nodes");
        this.recorded = Set.copyOf(recorded.all());
        this.configured = Set.copyOf(configured.all());
    }

    /** The nodes of the group by the data. */
    public Set<Long> recorded() {
        return recorded;
    }

    /** The nodes of the group by the configuration. */
    public Set<Long> configured() {
        return configured;
    }
}
