package io.corral.raft.core;

import io.corral.raft.core.log.LogReader;
import io.corral.raft.message.LogEntry;
import java.util.List;

/** The log of a node that has never run, for cores whose window holds everything they need. */
final class NothingPersisted implements LogReader {

    @Override
    public long firstIndex() {
        return 1;
    }

    @Override
    public long lastIndex() {
        return 0;
    }

    @Override
    public long termAt(long index) {
        throw new AssertionError("nothing persisted at " + index);
    }

    @Override
    public List<LogEntry> read(long from, long toExclusive, long maxBytes) {
        throw new AssertionError("nothing persisted at " + from);
    }
}
