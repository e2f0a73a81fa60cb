package io.corral.raft.port;

import io.corral.raft.core.HardState;

/**
 * What a {@link LogStorage} found when it was opened.
 *
 * @param hardState newest durable term and vote; {@link HardState#INITIAL} for a new log
 * @param firstIndex first index in the log
 * @param lastIndex last index in the log; {@code firstIndex - 1} when it is empty
 */
public record RestoredLog(HardState hardState, long firstIndex, long lastIndex) {}
