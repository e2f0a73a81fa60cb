package io.corral.raft.core;

/** What a node currently is in its group. */
public enum RaftRole {
    /** Follows a leader, or waits for one. */
    FOLLOWER,
    /** Asks whether an election would succeed, without disturbing anyone (thesis, section 9.6). */
    PRE_CANDIDATE,
    /** Asks for votes in a new term. */
    CANDIDATE,
    /** Leads the group in the current term. */
    LEADER
}
