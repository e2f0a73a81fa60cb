package io.corral.sim.promise;

import io.corral.raft.core.HardState;
import io.corral.raft.core.log.LogReader;
import io.corral.raft.message.EntryType;
import io.corral.raft.message.LogEntry;
import io.corral.raft.message.SnapshotMeta;
import java.util.ArrayList;
import java.util.List;

/** The content of a log with its hard state: as it is on a disk, or as a node has it in mind. Refuses what would leave a gap. */
public final class LogImage implements LogReader {

    private HardState hardState = HardState.INITIAL;
    private long firstIndex = 1;
    private final List<LogEntry> entries = new ArrayList<>();

    /** An empty log. */
    public LogImage() {}

    /** A copy. */
    public LogImage(LogImage original) {
        hardState = original.hardState;
        firstIndex = original.firstIndex;
        entries.addAll(original.entries);
    }

    /** Term and vote. */
    public HardState hardState() {
        return hardState;
    }

    /** Replaces term and vote. */
    public void hardState(HardState newest) {
        hardState = newest;
    }

    /** Adds the entry behind the last one. */
    public void append(LogEntry entry) {
        if (entry.index() != lastIndex() + 1) {
            throw new BrokenPromise("log ends at " + lastIndex() + " but " + entry + " is written");
        }
        entries.add(entry);
    }

    /** The entries that name the members. */
    public List<LogEntry> memberships() {
        return entries.stream()
                .filter(entry -> entry.type() == EntryType.MEMBERSHIP)
                .toList();
    }

    /** Removes the entries from this index on. */
    public void truncateFrom(long index) {
        if (index < firstIndex || index > lastIndex() + 1) {
            throw new BrokenPromise("log is " + firstIndex + ".." + lastIndex() + " but cut at " + index);
        }
        entries.subList((int) (index - firstIndex), entries.size()).clear();
    }

    /** Removes the entries up to this index. */
    public void compactTo(long index) {
        if (index >= firstIndex) {
            entries.subList(0, (int) Math.min(index + 1 - firstIndex, entries.size()))
                    .clear();
            firstIndex = index + 1;
        }
    }

    /** Removes everything and goes on behind the snapshot. */
    public void resetTo(SnapshotMeta meta) {
        entries.clear();
        firstIndex = meta.index() + 1;
    }

    /** Whether the log holds this entry. */
    public boolean has(long index, long term) {
        return index >= firstIndex && index <= lastIndex() && termAt(index) == term;
    }

    /** The entry at an index in the log. */
    public LogEntry get(long index) {
        return entries.get((int) (index - firstIndex));
    }

    @Override
    public long firstIndex() {
        return firstIndex;
    }

    @Override
    public long lastIndex() {
        return firstIndex + entries.size() - 1;
    }

    @Override
    public long termAt(long index) {
        return get(index).term();
    }

    @Override
    public List<LogEntry> read(long from, long toExclusive, long maxBytes) {
        List<LogEntry> read = new ArrayList<>();
        long bytes = 0;
        for (long index = from; index < toExclusive; index++) {
            bytes += get(index).sizeBytes();
            if (!read.isEmpty() && bytes > maxBytes) {
                break;
            }
            read.add(get(index));
        }
        return List.copyOf(read);
    }
}
