package io.corral.raft.log;

import io.corral.raft.core.HardState;
import io.corral.raft.core.Persist;
import io.corral.raft.message.LogEntry;
import io.corral.raft.message.SnapshotMeta;
import io.corral.raft.port.LogStorage;
import io.corral.raft.port.RestoredLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * The log as a chain of preallocated segment files, with term and vote in the same records, so that one force covers both.
 *
 * <p>Writing methods belong to one thread, the log thread; reading methods may be called by any thread meanwhile and take
 * no lock. A batch is one group commit: usually one write and always one force. Nothing of it is visible to readers before
 * the force. Once a write or a force failed, every later write is refused: what the disk then holds is unknown.
 *
 * <p>See {@link RecordFormat} for the bytes and {@link LogReplay} for what happens after a crash.
 */
public final class SegmentedLog implements LogStorage {
    private static final long GROUP_BYTES = RecordFormat.sizeOnDisk(GroupMark.BYTES);

    private final SegmentFiles segments;
    private final EntryIndexBuilder index;
    private final RecordWriter writer;
    private final RestoredLog restored;
    private HardState hardState;
    private long group;
    private boolean groupOpen;
    private boolean compacting;
    private boolean broken;
    private volatile EntryIndex view;

    private SegmentedLog(SegmentFiles segments, LogReplay replay, RecordWriter writer) {
        this.segments = segments;
        this.index = replay.index();
        this.writer = writer;
        this.hardState = replay.hardState();
        this.group = replay.group();
        this.view = index.view();
        this.restored = new RestoredLog(hardState, view.firstIndex(), view.lastIndex());
    }

    /**
     * Opens the log in {@code directory}, creating it when the directory is empty. Reads every segment once.
     *
     * @param preparation creates coming segments
     * @throws CorruptLogException when durable records are damaged
     */
    public static SegmentedLog open(LogDirectory directory, SegmentedLogSettings settings, FilePreparation preparation)
            throws IOException {
        SegmentSupply supply = new SegmentSupply(directory, settings.segmentBytes(), preparation);
        supply.removeLeftovers();
        LogReplay replay = new LogReplay(directory);
        replay.run();
        SegmentFiles segments = new SegmentFiles(directory, supply, replay.segments());
        RecordWriter writer = new RecordWriter();
        if (segments.size() == 0) {
            segments.begin(
                    segments.continuing(replay.index(), replay.hardState(), replay.group()), GROUP_BYTES, writer);
        } else {
            writer.moveTo(segments.active().file(), replay.writePosition());
        }
        SegmentedLog log = new SegmentedLog(segments, replay, writer);
        boolean leftovers = true;
        while (leftovers) {
            leftovers = log.compact(log.firstIndex() - 1);
        }
        return log;
    }

    @Override
    public RestoredLog restored() {
        return restored;
    }

    @Override
    public long firstIndex() {
        return view.firstIndex();
    }

    @Override
    public long lastIndex() {
        return view.lastIndex();
    }

    @Override
    public long termAt(long at) {
        return view.termAt(at);
    }

    @Override
    public List<LogEntry> read(long from, long toExclusive, long maxBytes) {
        EntryIndex seen = view;
        if (from < seen.firstIndex() || toExclusive > seen.lastIndex() + 1) {
            throw new IndexOutOfBoundsException("asked for " + from + " to " + (toExclusive - 1) + "; the log has "
                    + seen.firstIndex() + " to " + seen.lastIndex());
        }
        try {
            return EntryLoader.load(seen, from, toExclusive, maxBytes);
        } catch (IOException failed) {
            throw new UncheckedIOException("reading the log", failed);
        }
    }

    @Override
    public void persist(List<Persist> batch) throws IOException {
        guarded(() -> {
            for (Persist persist : batch) {
                write(persist);
            }
            commit();
        });
    }

    /** Removes the oldest segment if it holds no entry above {@code upToIndex}; entries next to kept ones may stay. */
    @Override
    public boolean compact(long upToIndex) throws IOException {
        guarded(() -> {
            if (!compacting) {
                // Not between the steps of one compaction: a reader may still hold the view from before it.
                segments.closeRetired();
            }
            if (oldestCanGo(upToIndex)) {
                index.dropThrough(segments.oldest().sequence());
                view = index.view();
                segments.removeOldest();
            }
        });
        compacting = oldestCanGo(upToIndex);
        return compacting;
    }

    private boolean oldestCanGo(long upToIndex) {
        return segments.size() > 1
                && index.isFreeOfEntriesAbove(upToIndex, segments.oldest().sequence());
    }

    @Override
    public void resetTo(SnapshotMeta meta) throws IOException {
        guarded(() -> {
            commit();
            SegmentHeader header =
                    new SegmentHeader(segments.nextSequence(), meta.index(), meta.term(), hardState, group, true);
            segments.begin(header, GROUP_BYTES, writer);
            index.startAnew(meta.index(), meta.term());
            view = index.view();
            segments.closeRetired();
            while (segments.size() > 1) {
                segments.removeOldest();
            }
        });
    }

    @Override
    public void close() throws IOException {
        segments.close();
    }

    private void write(Persist persist) throws IOException {
        if (persist.hardState().isPresent()) {
            HardState state = persist.hardState().get();
            makeRoom(0);
            writer.append(state.term(), state.votedFor(), RecordFormat.HARD_STATE);
            hardState = state;
        }
        if (persist.truncateFrom().isPresent()) {
            long from = persist.truncateFrom().getAsLong();
            makeRoom(0);
            writer.append(0, from, RecordFormat.TRUNCATE);
            index.truncate(from);
        }
        for (LogEntry entry : persist.entries()) {
            write(entry);
        }
    }

    private void write(LogEntry entry) throws IOException {
        if (entry.index() != index.lastIndex() + 1) {
            throw new IllegalArgumentException(
                    "entry " + entry.index() + " does not follow the last one, " + index.lastIndex());
        }
        makeRoom(entry.payload().length);
        int start = (int) writer.position();
        writer.append(entry.term(), entry.index(), RecordFormat.code(entry.type()), entry.payload());
        index.append(segments.active(), entry.term(), start, (int) writer.position());
    }

    /** Opens a group if none is open, and a new segment if the active one cannot take the record. */
    private void makeRoom(int payloadBytes) throws IOException {
        long needed = RecordFormat.sizeOnDisk(payloadBytes) + (groupOpen ? 0 : GROUP_BYTES);
        if (!writer.hasRoomFor(needed)) {
            forceOpenGroup();
            long withMark = RecordFormat.sizeOnDisk(payloadBytes) + GROUP_BYTES;
            segments.begin(segments.continuing(index, hardState, group), withMark, writer);
        }
        if (!groupOpen) {
            group++;
            GroupMark mark = new GroupMark(segments.active().sequence(), writer.position());
            writer.append(0, group, RecordFormat.GROUP, mark.encode());
            groupOpen = true;
        }
    }

    private void commit() throws IOException {
        forceOpenGroup();
        view = index.view();
        // Early, so that it is ready by the time it is needed even when large entries fill this one at once.
        segments.prepareNext();
    }

    private void forceOpenGroup() throws IOException {
        if (groupOpen) {
            writer.flush();
            segments.active().file().force();
            groupOpen = false;
        }
    }

    private void guarded(DiskWork work) throws IOException {
        if (broken) {
            throw new IOException("the log is closed to writes because an earlier write failed");
        }
        broken = true;
        work.run();
        broken = false;
    }

    /** Something that may leave the disk in an unknown state when it throws. */
    private interface DiskWork {
        void run() throws IOException;
    }
}
