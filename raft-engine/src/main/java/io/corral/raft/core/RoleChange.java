package io.corral.raft.core;

/**
 * The node's role, term or known leader is now another.
 *
 * @param role the role after the step
 * @param term the term after the step
 * @param leaderId the leader as far as known; 0 = unknown
 */
public record RoleChange(RaftRole role, long term, long leaderId) {}
