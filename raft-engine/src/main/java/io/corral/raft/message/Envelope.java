package io.corral.raft.message;

/**
 * A message under way between two nodes of a group.
 *
 * @param group id of the Raft group
 * @param from id of the sending node
 * @param to id of the receiving node
 * @param message what is said
 */
public record Envelope(int group, long from, long to, PeerMessage message) {}
