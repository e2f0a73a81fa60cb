package io.corral.raft.log;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the segments of a log at start-up.
 *
 * <p>What a crash leaves behind a last complete force is a torn tail: it was never acknowledged and is cut. A damaged
 * record that something later follows was acknowledged: the replay refuses the log. "Something later" is an intact mark of
 * a later batch in the same segment, or any later segment, since both are written only after the force of what precedes
 * them. Damage within the very last batch cannot be told from a torn write.
 */
final class LogReplay {
    private final LogDirectory directory;
    private final Map<Integer, GroupReplay> groups = new TreeMap<>();
    private final List<Segment> segments = new ArrayList<>();
    private long batch;
    private long writePosition;

    LogReplay(LogDirectory directory) {
        this.directory = directory;
    }

    /** Every group found, by ascending id. */
    List<GroupReplay> groups() {
        return List.copyOf(groups.values());
    }

    /** All segments, oldest first; empty for a new log. */
    List<Segment> segments() {
        return segments;
    }

    /** The number of the last batch. */
    long batch() {
        return batch;
    }

    /** Where the next record goes in the last segment. */
    long writePosition() {
        return writePosition;
    }

    /** Reads everything, cuts a torn tail and makes what was kept durable. */
    void run() throws IOException {
        List<Long> sequences = directory.list().stream()
                .filter(Segment::isFileName)
                .map(Segment::sequenceOf)
                .sorted()
                .toList();
        for (int i = 0; i < sequences.size(); i++) {
            long sequence = sequences.get(i);
            if (i > 0 && sequences.get(i - 1) + 1 != sequence) {
                throw new CorruptLogException(directory.describe() + ": " + Segment.fileName(sequences.get(i - 1) + 1)
                        + " is missing, " + behindWhatWasRead());
            }
            Segment segment = new Segment(sequence, directory.open(Segment.fileName(sequence)));
            segments.add(segment);
            replay(segment, i == 0, i == sequences.size() - 1);
        }
    }

    private void replay(Segment segment, boolean first, boolean last) throws IOException {
        RecordReader reader = new RecordReader(segment.file());
        StoredRecord header = reader.at(0);
        if (header == null || header.type() != RecordFormat.SEGMENT) {
            throw damaged(segment, 0, "the segment header is damaged", null);
        }
        begin(segment, SegmentHeader.decode(header, where(segment)), first);
        long position = header.end();
        for (StoredRecord record = reader.at(position); record != null; record = reader.at(position)) {
            apply(segment, record);
            position = record.end();
        }
        writePosition = position;
        if (last) {
            cutTail(segment, reader, position);
        }
    }

    private void begin(Segment segment, SegmentHeader header, boolean first) throws CorruptLogException {
        if (header.sequence() != segment.sequence()) {
            throw damaged(segment, 0, "the segment header belongs to segment " + header.sequence(), null);
        }
        if (first) {
            header.groups().forEach(start -> group(start.group()).begin(start));
        } else if (header.batch() != batch || !promised(header).equals(found())) {
            throw new CorruptLogException(where(segment) + " continues batch " + header.batch()
                    + ", but the readable part of "
                    + segments.get(segments.size() - 2).file().name() + " ends at offset " + writePosition
                    + " with batch " + batch
                    + ": durable records are damaged or lost, " + inDoubt(header));
        }
        batch = header.batch();
    }

    /** What is said and what was found are compared without the terms, which a shortened log may not know any more. */
    private static Map<Integer, GroupStart> promised(SegmentHeader header) {
        Map<Integer, GroupStart> promised = new TreeMap<>();
        header.groups().forEach(start -> promised.put(start.group(), withoutTerm(start)));
        return promised;
    }

    private Map<Integer, GroupStart> found() {
        Map<Integer, GroupStart> found = new TreeMap<>();
        for (GroupReplay group : groups.values()) {
            GroupStart standing = withoutTerm(group.standing());
            if (!standing.isEmpty()) {
                found.put(group.group(), standing);
            }
        }
        return found;
    }

    private static GroupStart withoutTerm(GroupStart start) {
        return new GroupStart(start.group(), start.baseIndex(), 0, start.hardState());
    }

    private void apply(Segment segment, StoredRecord record) throws CorruptLogException {
        if (record.type() == RecordFormat.BATCH) {
            if (record.index() != batch + 1) {
                throw damaged(segment, record.offset(), "batch " + record.index() + " is out of order", null);
            }
            batch = record.index();
        } else if (!group(record.group()).apply(segment, record)) {
            throw damaged(
                    segment,
                    record.offset(),
                    "a record of type " + record.type() + " for entry " + record.index() + " of group " + record.group()
                            + " is out of order",
                    null);
        }
    }

    private GroupReplay group(int id) {
        return groups.computeIfAbsent(id, GroupReplay::new);
    }

    private void cutTail(Segment segment, RecordReader reader, long position) throws IOException {
        StoredRecord later = reader.laterBatch(position, batch, segment.sequence());
        if (later != null) {
            throw damaged(segment, position, "a damaged record", later);
        }
        TailEraser.erase(segment.file(), position, reader.endOfContent(position));
        // What was read may still be only in the operating system's cache.
        segment.file().force();
        directory.force();
    }

    private CorruptLogException damaged(Segment segment, long offset, String what, @Nullable StoredRecord later) {
        String proof = later == null
                ? ""
                : ", since batch " + later.index() + " was made durable after it at offset " + later.offset();
        return new CorruptLogException(
                where(segment) + " at offset " + offset + ": " + what + "; " + behindWhatWasRead() + proof);
    }

    private String behindWhatWasRead() {
        if (groups.isEmpty()) {
            return "all entries are in doubt";
        }
        return groups.values().stream()
                .map(each -> "entries of group " + each.group() + " from "
                        + (each.index().lastIndex() + 1) + " on")
                .collect(Collectors.joining(", ", "", " are in doubt"));
    }

    private String inDoubt(SegmentHeader header) {
        return header.groups().stream()
                .filter(start ->
                        start.baseIndex() > group(start.group()).index().lastIndex())
                .map(start -> "entries " + (group(start.group()).index().lastIndex() + 1) + " to " + start.baseIndex()
                        + " of group " + start.group())
                .collect(Collectors.joining(", ", "in doubt are ", " at least"));
    }

    private String where(Segment segment) {
        return directory.describe() + "/" + segment.file().name();
    }
}
