package io.corral.raft.port;

import io.corral.raft.core.Persist;

/**
 * Work for the shared log.
 *
 * @param group the group it is of
 * @param persist what to make durable
 */
public record GroupPersist(int group, Persist persist) {}
