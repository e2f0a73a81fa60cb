package io.corral.raft.node;

/**
 * Elections as one node saw them, since its start.
 *
 * @param preVotes how often it began to ask whether an election would succeed
 * @param started how often it asked for votes in a new term
 * @param won how often it came to lead
 * @param lost elections it stood in that ended without it leading
 * @param leaderChanges how often another node, or this one, became known to it as the leader
 */
public record ElectionCounts(long preVotes, long started, long won, long lost, long leaderChanges) {}
