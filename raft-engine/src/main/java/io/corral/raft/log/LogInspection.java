package io.corral.raft.log;

import io.corral.raft.core.HardState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Looks at the files of a log and changes nothing: for tools, on a copy or while the node is stopped. Under a running node the end
 * of the log may look torn, which it is not.
 */
public final class LogInspection {
    private final ReadOnlyDirectory directory;

    private LogInspection(ReadOnlyDirectory directory) {
        this.directory = directory;
    }

    /** Looks into this directory. */
    public static LogInspection of(Path directory) throws IOException {
        return new LogInspection(new ReadOnlyDirectory(directory));
    }

    /**
     * How the log of one group stands.
     *
     * @param group its number
     * @param firstIndex the first entry held
     * @param lastIndex the last one; {@code firstIndex - 1} when there is none
     * @param hardState newest term and vote
     */
    public record GroupSummary(int group, long firstIndex, long lastIndex, HardState hardState) {}

    /**
     * A segment file.
     *
     * @param file its name
     * @param bytes its size
     * @param usedBytes up to here it holds intact records
     * @param batches group commits in it
     * @param entries entries in it, of all groups, void ones included
     */
    public record SegmentSummary(String file, long bytes, long usedBytes, long batches, long entries) {}

    /** The names of all segments, oldest first. */
    public List<String> segments() throws IOException {
        return directory.list().stream().filter(Segment::isFileName).toList();
    }

    /** The names of damaged segments that were set aside. */
    public List<String> setAside() throws IOException {
        return SetAside.in(directory);
    }

    /**
     * How every group stands, by the judgement of a node that starts from these files.
     *
     * @throws CorruptLogException when it would find damage; the message names file, offset and entries
     * @throws IOException when the files cannot be read, or are those of another version
     */
    public List<GroupSummary> groups() throws IOException {
        LogReplay replay = new LogReplay(directory);
        try {
            replay.run();
            List<GroupSummary> groups = new ArrayList<>();
            for (GroupReplay group : replay.groups()) {
                groups.add(new GroupSummary(
                        group.group(), group.index().firstIndex(), group.index().lastIndex(), group.hardState()));
            }
            return groups;
        } finally {
            for (Segment segment : replay.segments()) {
                segment.file().close();
            }
        }
    }

    /** What a starting node would say is damaged; empty when nothing is. */
    public Optional<String> damage() throws IOException {
        try {
            groups();
            return Optional.empty();
        } catch (CorruptLogException damaged) {
            return Optional.of(String.valueOf(damaged.getMessage()));
        }
    }

    /** What a segment holds. */
    public SegmentSummary summary(String segment) throws IOException {
        Tally tally = new Tally();
        long size = records(segment, tally);
        return new SegmentSummary(segment, size, tally.usedBytes, tally.batches, tally.entries);
    }

    /**
     * Visits the intact records of a segment in order, up to its end or the first one that is damaged.
     *
     * @return the size of the file
     */
    public long records(String segment, Consumer<InspectedRecord> visitor) throws IOException {
        try (LogFile file = directory.open(segment)) {
            RecordReader reader = new RecordReader(file);
            for (StoredRecord record = reader.at(0); record != null; record = reader.at(record.end())) {
                visitor.accept(new InspectedRecord(
                        segment,
                        record.offset(),
                        record.end() - record.offset(),
                        InspectedRecord.Kind.of(record.type()),
                        record.group(),
                        record.term(),
                        record.index(),
                        record.payload()));
            }
            return file.size();
        }
    }

    /** Counts. */
    private static final class Tally implements Consumer<InspectedRecord> {
        private long usedBytes;
        private long batches;
        private long entries;

        @Override
        public void accept(InspectedRecord record) {
            usedBytes = record.offset() + record.bytes();
            batches += record.kind() == InspectedRecord.Kind.BATCH ? 1 : 0;
            entries += record.kind().isEntry() ? 1 : 0;
        }
    }
}
