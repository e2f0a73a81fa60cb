package io.corral.raft.core.membership;

/** What a {@link MembershipChange} wants a node to be. */
public enum Standing {
    /** A full voter. A node that is not one yet learns first, and votes once it has caught up. */
    VOTER,
    /** A voter without payloads and state; also learns first. */
    WITNESS,
    /** Receives the log and does not count. A voter becomes one at once. */
    LEARNER,
    /** No member. */
    NON_MEMBER
}
