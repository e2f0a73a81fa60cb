package io.corral.server.status;

/**
 * What the leader knows of one other member.
 *
 * @param id the member
 * @param voter whether it has a vote
 * @param connected whether there is a connection to it
 * @param matchIndex newest log index known to be durable there
 * @param lag how far that is behind the leader's last index, in entries, and how long it has been without the oldest
 *     entry that it lacks
 */
public record PeerProgress(long id, boolean voter, boolean connected, long matchIndex, Lag lag) {}
