package io.corral.raft.log;

import io.corral.raft.core.HardState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the segments of a log at start-up.
 *
 * <p>What a crash leaves behind a last complete force is a torn tail: it was never acknowledged and is cut. A damaged
 * record that something later follows was acknowledged: the replay refuses the log. "Something later" is an intact mark of
 * a later group commit in the same segment, or any later segment, since both are written only after the force of what
 * precedes them. Damage within the very last group cannot be told from a torn write.
 */
final class LogReplay {
    private final LogDirectory directory;
    private final EntryIndexBuilder index = new EntryIndexBuilder();
    private final List<Segment> segments = new ArrayList<>();
    private HardState hardState = HardState.INITIAL;
    private long group;
    private long writePosition;

    LogReplay(LogDirectory directory) {
        this.directory = directory;
    }

    EntryIndexBuilder index() {
        return index;
    }

    /** All segments, oldest first; empty for a new log. */
    List<Segment> segments() {
        return segments;
    }

    HardState hardState() {
        return hardState;
    }

    /** The number of the last group commit. */
    long group() {
        return group;
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
                throw new CorruptLogException(directory.describe() + ": "
                        + Segment.fileName(sequences.get(i - 1) + 1) + " is missing, entries from "
                        + (index.lastIndex() + 1) + " on");
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
        begin(segment, SegmentHeader.decode(header.payload(), where(segment)), first);
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
        boolean continues = header.baseIndex() == index.lastIndex()
                && header.group() == group
                && header.hardState().equals(hardState);
        if (first || header.startsAnew()) {
            index.startAnew(header.baseIndex(), header.baseTerm());
        } else if (!continues) {
            throw new CorruptLogException(where(segment) + " continues group " + header.group() + " and entry "
                    + header.baseIndex() + ", but the readable part of the segment before it ends with group " + group
                    + " and entry " + index.lastIndex() + ": durable records are damaged or lost, entries "
                    + (index.lastIndex() + 1) + " to " + header.baseIndex() + " are in doubt");
        }
        group = header.group();
        hardState = header.hardState();
    }

    private void apply(Segment segment, StoredRecord record) throws CorruptLogException {
        if (RecordFormat.isEntry(record.type())) {
            if (record.index() != index.lastIndex() + 1) {
                throw damaged(segment, record.offset(), "entry " + record.index() + " is out of order", null);
            }
            index.append(segment, record);
            return;
        }
        switch (record.type()) {
            case RecordFormat.HARD_STATE -> hardState = new HardState(record.term(), record.index());
            case RecordFormat.TRUNCATE -> index.truncate(record.index());
            case RecordFormat.GROUP -> {
                if (record.index() != group + 1) {
                    throw damaged(segment, record.offset(), "group " + record.index() + " is out of order", null);
                }
                group = record.index();
            }
            default -> throw damaged(segment, record.offset(), "unknown record type " + record.type(), null);
        }
    }

    private void cutTail(Segment segment, RecordReader reader, long position) throws IOException {
        StoredRecord later = reader.laterGroup(position, group, segment.sequence());
        if (later != null) {
            throw damaged(segment, position, "a damaged record", later);
        }
        TailEraser.erase(segment.file(), position, reader.endOfContent(position));
        // What was read may still be only in the operating system's cache.
        segment.file().force();
        directory.force();
    }

    private CorruptLogException damaged(Segment segment, long offset, String what, @Nullable StoredRecord later) {
        String range = later == null
                ? "entries from " + (index.lastIndex() + 1) + " on are in doubt"
                : "entries from " + (index.lastIndex() + 1) + " on are in doubt, since group " + later.index()
                        + " was made durable after it at offset " + later.offset();
        return new CorruptLogException(where(segment) + " at offset " + offset + ": " + what + "; " + range
                + ". The node must not start from this log; restore it or let its peers repair the node");
    }

    private String where(Segment segment) {
        return directory.describe() + "/" + segment.file().name();
    }
}
