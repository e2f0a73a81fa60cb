package io.corral.raft.log;

import io.corral.raft.core.HardState;
import io.corral.raft.core.Persist;
import io.corral.raft.message.EntryType;
import io.corral.raft.message.LogEntry;
import io.corral.raft.message.SnapshotMeta;
import io.corral.raft.port.GroupPersist;
import io.corral.raft.port.LogStorage;
import io.corral.raft.port.SharedLog;
import io.corral.raft.port.UnwritableException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * The log of all groups of a node as a chain of preallocated segment files, with terms and votes in the same records, so
 * that one force covers everything.
 *
 * <p>Writing methods belong to one thread, the log thread; reading methods may be called by any thread meanwhile and take
 * no lock. A batch is usually one write and always one force, whatever groups it is of. Nothing of it is visible to readers
 * before the force. Once a write or a force failed, every later write is refused: what the disk then holds is unknown.
 * A disk that is full or read-only is another matter: what it refused is unwritten, and may be tried again.
 *
 * <p>See {@link RecordFormat} for the bytes, {@link LogReplay} for what happens after a crash, and {@link LogCleaning} for
 * how old segments go.
 */
public final class SegmentedLog implements SharedLog {
    private final SegmentFiles segments;
    private final BatchWriter writer;
    private final LogCleaning cleaning;
    private final GroupLogs groups = new GroupLogs();
    private final List<GroupLog> changed = new ArrayList<>();

    /** Whether files were set aside, and with them groups of which nothing is known any more. */
    private final boolean lostSomething;

    private boolean broken;

    private SegmentedLog(
            SegmentFiles segments, LogReplay replay, SegmentedLogSettings settings, boolean lostSomething) {
        this.lostSomething = lostSomething;
        this.segments = segments;
        this.writer = new BatchWriter(segments, this::standings, replay.batch());
        this.cleaning = new LogCleaning(segments, writer, groups, settings.segmentBytes());
        for (GroupReplay found : replay.groups()) {
            groups.of(found.group(), id -> new GroupLog(found, this));
        }
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
        SegmentedLog log = new SegmentedLog(segments, replay, settings, SetAside.isAnythingIn(directory));
        log.writer.start(replay.writePosition());
        log.cleaning.removeUnneeded();
        return log;
    }

    /**
     * Renames the files of a damaged log, which is not open, so that the next {@link #open} begins a new one. Every group that this
     * knows nothing of has lost something ({@link HardState#LOST}) for as long as the files are there. Durable on return.
     *
     * @return the new names
     */
    public static List<String> setAside(LogDirectory directory) throws IOException {
        return SetAside.all(directory);
    }

    @Override
    public LogStorage group(int group) {
        return view(group);
    }

    @Override
    public Set<Integer> groups() {
        Set<Integer> known = new TreeSet<>();
        for (GroupLog log : groups.all()) {
            if (log.isUsed()) {
                known.add(log.group());
            }
        }
        return known;
    }

    @Override
    public void persist(List<GroupPersist> batch) throws IOException {
        guarded(() -> {
            segments.secure(
                    new RoomNeeded(batch), writer.position(), groups.all().size());
            for (GroupPersist each : batch) {
                GroupLog group = view(each.group());
                if (group.markChanged()) {
                    changed.add(group);
                }
                write(group, each.persist());
            }
            commit();
        });
    }

    /** Takes a step towards removing what this group does not need any more; see {@link LogStorage#compact}. */
    boolean compact(GroupLog group, long upToIndex) throws IOException {
        group.allowRemovalUpTo(upToIndex);
        guarded(cleaning::step);
        return cleaning.hasMore();
    }

    /** Lets the log of one group begin anew behind a snapshot; the other groups do not notice. */
    void reset(GroupLog group, SnapshotMeta meta) throws IOException {
        guarded(() -> {
            write(group, new Persist(0, Optional.empty(), OptionalLong.empty(), List.of()));
            writer.append(group.group(), meta.term(), meta.index(), RecordFormat.RESET);
            writer.force();
            group.startAnew(meta);
            group.publish();
        });
    }

    @Override
    public void close() throws IOException {
        segments.close();
    }

    private GroupLog view(int group) {
        return groups.of(group, this::unknown);
    }

    private GroupLog unknown(int group) {
        HardState start = lostSomething ? new HardState(0, HardState.LOST) : HardState.INITIAL;
        return new GroupLog(new GroupReplay(group, start), this);
    }

    private List<GroupStart> standings() {
        List<GroupStart> standings = new ArrayList<>();
        for (GroupLog log : groups.all()) {
            GroupStart standing = log.standing();
            if (!standing.isEmpty()) {
                standings.add(standing);
            }
        }
        return standings;
    }

    private void write(GroupLog group, Persist persist) throws IOException {
        if (group.hasUnrecordedState() && persist.hardState().isEmpty()) {
            HardState lost = group.hardState();
            writer.append(group.group(), lost.term(), lost.votedFor(), RecordFormat.HARD_STATE);
        }
        if (persist.hardState().isPresent()) {
            HardState state = persist.hardState().get();
            writer.append(group.group(), state.term(), state.votedFor(), RecordFormat.HARD_STATE);
            group.adopt(state);
        }
        if (persist.truncateFrom().isPresent()) {
            long from = persist.truncateFrom().getAsLong();
            writer.append(group.group(), 0, from, RecordFormat.TRUNCATE);
            group.truncate(from);
        }
        for (LogEntry entry : persist.entries()) {
            write(group, entry);
        }
    }

    private void write(GroupLog group, LogEntry entry) throws IOException {
        EntryIndexBuilder index = group.index();
        if (entry.index() != index.lastIndex() + 1) {
            throw new IllegalArgumentException("entry " + entry.index() + " of group " + group.group()
                    + " does not follow the last one, " + index.lastIndex());
        }
        byte[] payload = entry.payload();
        writer.makeRoom(payload.length);
        int start = writer.append(group.group(), entry.term(), entry.index(), RecordFormat.code(entry.type()), payload);
        index.append(segments.active(), entry.term(), start, writer.position());
        if (entry.type() == EntryType.MEMBERSHIP) {
            group.remember(entry);
        }
    }

    private void commit() throws IOException {
        writer.force();
        changed.forEach(GroupLog::publish);
        changed.clear();
        // Early, so that it is ready by the time it is needed even when large entries fill this one at once.
        segments.prepareNext();
    }

    private void guarded(DiskWork work) throws IOException {
        if (broken) {
            throw new IOException("the log is closed to writes because an earlier write failed");
        }
        broken = true;
        BatchWriter.Mark before = writer.mark();
        try {
            work.run();
        } catch (UnwritableException refused) {
            if (!writer.goBack(before)) {
                throw new IOException("the disk refused the rest of what is durable in part", refused);
            }
            changed.forEach(GroupLog::goBack);
            changed.clear();
            broken = false;
            throw refused;
        }
        broken = false;
    }

    /** Something that may leave the disk in an unknown state when it throws, except when the disk only refused it. */
    private interface DiskWork {
        void run() throws IOException;
    }
}
