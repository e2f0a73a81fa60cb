package io.corral.raft.node;

import io.corral.raft.core.membership.Membership;
import java.io.IOException;

/** The data of a node belongs to a group with other members than it is configured with. */
public final class OtherMembersException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Membership recorded;
    private final transient Membership configured;

    OtherMembersException(String message, Membership recorded, Membership configured) {
        super(message);
        this.recorded = recorded;
        this.configured = configured;
    }

    /** The members by the data. */
    public Membership recorded() {
        return recorded;
    }

    /** The members by the configuration. */
    public Membership configured() {
        return configured;
    }
}
