package io.corral.wire.transaction;

/**
 * One transaction of ZooKeeper's log.
 *
 * @param session the session that asked for it
 * @param zxid its number
 * @param timeMillis the leader's wall clock, milliseconds since 1970
 * @param change what it did
 */
public record LoggedTransaction(long session, long zxid, long timeMillis, Change change) {}
