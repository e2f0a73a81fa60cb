package io.corral.raft.port;

import io.corral.raft.core.HardState;
import io.corral.raft.message.EntryType;
import io.corral.raft.message.LogEntry;
import java.util.List;

/**
 * What a {@link LogStorage} found when it was opened.
 *
 * @param hardState newest durable term and vote; {@link HardState#INITIAL} for a new log
 * @param firstIndex first index in the log
 * @param lastIndex last index in the log; {@code firstIndex - 1} when it is empty
 * @param memberships the log's entries of type {@link EntryType#MEMBERSHIP}, in order
 */
public record RestoredLog(HardState hardState, long firstIndex, long lastIndex, List<LogEntry> memberships) {

    /** Copies the list. */
    public RestoredLog {
        memberships = List.copyOf(memberships);
    }

    /** A log without a change of membership. */
    public RestoredLog(HardState hardState, long firstIndex, long lastIndex) {
        this(hardState, firstIndex, lastIndex, List.of());
    }
}
