package io.corral.raft.core;

import io.corral.raft.message.LogEntry;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One unit of work for the log thread, to be made durable after all earlier ones: first the hard state, then the truncation, then
 * the entries. When it is durable the driver answers with {@link Input.Persisted} and the same {@code sequence}.
 *
 * @param sequence 1, 2, 3… since the core was made. An index and a term would not do as an answer: a log cut off and written
 *     again with the same entries would be taken for durable too early.
 * @param hardState the new hard state, when it changed
 * @param truncateFrom when present, entries from this index on are to be removed
 * @param entries entries to append, without gaps, the first one right after the (truncated) log's last; unmodifiable
 */
public record Persist(
        long sequence, Optional<HardState> hardState, OptionalLong truncateFrom, List<LogEntry> entries) {}
