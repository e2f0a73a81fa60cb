package io.corral.raft.log;

import io.corral.raft.core.HardState;
import io.corral.raft.core.Persist;
import io.corral.raft.message.EntryType;
import io.corral.raft.message.LogEntry;
import io.corral.raft.message.SnapshotMeta;
import io.corral.raft.port.LogStorage;
import io.corral.raft.port.RestoredLog;
import java.util.ArrayList;
import java.util.List;

/**
 * The twin of {@link SegmentedLog} in memory, for simulations. A batch can be written first and forced later, and a crash in
 * between keeps any prefix of it: {@link #write}, {@link #force}, {@link #crash}. {@link #persist} does write and force in
 * one.
 */
public final class MemoryLog implements LogStorage {
    private State durable;
    private final List<Persist> unforced = new ArrayList<>();

    /** What a log holds; immutable. */
    private record State(HardState hardState, long baseIndex, long baseTerm, List<LogEntry> entries) {

        long lastIndex() {
            return baseIndex + entries.size();
        }

        State with(HardState state) {
            return new State(state, baseIndex, baseTerm, entries);
        }

        State truncatedFrom(long index) {
            if (index > lastIndex()) {
                return this;
            }
            int kept = (int) Math.max(0, index - baseIndex - 1);
            return new State(hardState, baseIndex, baseTerm, entries.subList(0, kept));
        }
    }

    private MemoryLog(State durable) {
        this.durable = durable;
    }

    /** An empty log. */
    public MemoryLog() {
        this(new State(HardState.INITIAL, 0, 0, List.of()));
    }

    @Override
    public synchronized RestoredLog restored() {
        return new RestoredLog(
                durable.hardState(),
                firstIndex(),
                lastIndex(),
                durable.entries().stream()
                        .filter(entry -> entry.type() == EntryType.MEMBERSHIP)
                        .toList());
    }

    @Override
    public synchronized long firstIndex() {
        return durable.baseIndex() + 1;
    }

    @Override
    public synchronized long lastIndex() {
        return durable.lastIndex();
    }

    @Override
    public synchronized long termAt(long index) {
        if (index == durable.baseIndex()) {
            return durable.baseTerm();
        }
        return durable.entries()
                .get(Math.toIntExact(index - durable.baseIndex() - 1))
                .term();
    }

    @Override
    public synchronized List<LogEntry> read(long from, long toExclusive, long maxBytes) {
        if (from < firstIndex() || toExclusive > lastIndex() + 1) {
            throw new IndexOutOfBoundsException("asked for " + from + " to " + (toExclusive - 1) + "; the log has "
                    + firstIndex() + " to " + lastIndex());
        }
        List<LogEntry> found = new ArrayList<>();
        long bytes = 0;
        for (long index = from; index < toExclusive; index++) {
            LogEntry entry = durable.entries().get(Math.toIntExact(index - firstIndex()));
            bytes += entry.sizeBytes();
            if (bytes > maxBytes && !found.isEmpty()) {
                break;
            }
            found.add(entry);
        }
        return found;
    }

    @Override
    public synchronized void persist(List<Persist> batch) {
        write(batch);
        force();
    }

    /** Writes a batch without forcing it: not visible to readers, and lost or half there after a crash. */
    public synchronized void write(List<Persist> batch) {
        unforced.addAll(batch);
    }

    /** Makes everything written durable and visible. */
    public synchronized void force() {
        durable = apply(durable, unforced, Integer.MAX_VALUE);
        unforced.clear();
    }

    /** How many records a crash could keep of what is written and not forced. */
    public synchronized int unforcedRecords() {
        int records = 0;
        for (Persist persist : unforced) {
            records += (persist.hardState().isPresent() ? 1 : 0)
                    + (persist.truncateFrom().isPresent() ? 1 : 0)
                    + persist.entries().size();
        }
        return records;
    }

    /**
     * The log that a process finds which starts again after a crash now.
     *
     * @param keptRecords how many unforced records happen to have reached the disk, counted from the first; more than there
     *     are means all
     */
    public synchronized MemoryLog crash(int keptRecords) {
        return new MemoryLog(apply(durable, unforced, keptRecords));
    }

    @Override
    public synchronized boolean compact(long upToIndex) {
        long newBase = Math.min(upToIndex, durable.lastIndex());
        if (newBase > durable.baseIndex()) {
            long term = termAt(newBase);
            List<LogEntry> kept = durable.entries()
                    .subList(
                            Math.toIntExact(newBase - durable.baseIndex()),
                            durable.entries().size());
            durable = new State(durable.hardState(), newBase, term, List.copyOf(kept));
        }
        return false;
    }

    @Override
    public synchronized void resetTo(SnapshotMeta meta) {
        durable = new State(durable.hardState(), meta.index(), meta.term(), List.of());
    }

    @Override
    public void close() {
        // Whoever opens the node again finds everything that was forced.
    }

    private static State apply(State before, List<Persist> batch, int records) {
        State state = before;
        List<LogEntry> added = new ArrayList<>(state.entries());
        int left = records;
        for (Persist persist : batch) {
            if (persist.hardState().isPresent() && left-- > 0) {
                state = state.with(persist.hardState().get());
            }
            if (persist.truncateFrom().isPresent() && left-- > 0) {
                state = new State(state.hardState(), state.baseIndex(), state.baseTerm(), added)
                        .truncatedFrom(persist.truncateFrom().getAsLong());
                added = new ArrayList<>(state.entries());
            }
            for (LogEntry entry : persist.entries()) {
                if (left-- > 0) {
                    if (entry.index() != state.baseIndex() + added.size() + 1) {
                        throw new IllegalArgumentException("entry " + entry.index() + " does not follow the last one, "
                                + (state.baseIndex() + added.size()));
                    }
                    added.add(entry);
                }
            }
        }
        return new State(state.hardState(), state.baseIndex(), state.baseTerm(), added);
    }
}
