package io.corral.raft.log;

import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;

/**
 * Writes records in batches: each batch opens with a mark and ends with one force. Begins a new segment when the active one
 * is full. Owned by the log thread.
 */
final class BatchWriter {
    private static final long MARK_BYTES = RecordFormat.sizeOnDisk(BatchMark.BYTES);

    private final SegmentFiles segments;
    private final Supplier<List<GroupStart>> standings;
    private final RecordWriter writer = new RecordWriter();
    private long batch;
    private boolean open;
    private long forces;

    /** Up to here the active segment may hold remains of a batch that the disk refused. */
    private long remainsEnd;

    /**
     * How the writer stood before something that has not been forced.
     *
     * @param active the segment it was in
     * @param position where the next record went
     * @param batch number of the last batch
     * @param forces how many forces there had been
     */
    record Mark(Segment active, long position, long batch, long forces) {}

    /**
     * @param standings how every group stands, everything appended included
     * @param batch number of the last batch there is
     */
    BatchWriter(SegmentFiles segments, Supplier<List<GroupStart>> standings, long batch) {
        this.segments = segments;
        this.standings = standings;
        this.batch = batch;
    }

    /** Goes on in the last segment found, or begins the first one. */
    void start(long position) throws IOException {
        if (segments.size() == 0) {
            beginSegment(MARK_BYTES);
        } else {
            writer.moveTo(segments.active().file(), position);
        }
    }

    /** Sees to it that a batch is open in a segment which has room for a record with such a payload. */
    void makeRoom(int payloadBytes) throws IOException {
        if (remainsEnd > 0) {
            eraseRemains();
        }
        long record = RecordFormat.sizeOnDisk(payloadBytes);
        if (!writer.hasRoomFor(open ? record : record + MARK_BYTES)) {
            force();
            beginSegment(record + MARK_BYTES);
        }
        if (!open) {
            batch++;
            BatchMark mark = new BatchMark(segments.active().sequence(), writer.position());
            writer.append(0, 0, batch, RecordFormat.BATCH, mark.encode());
            open = true;
        }
    }

    /** Appends a record for which there is room; returns where it starts. */
    int append(int group, long term, long index, byte type, byte[] payload) throws IOException {
        int start = position();
        writer.append(group, term, index, type, payload);
        return start;
    }

    /** Appends a record without payload to the open batch or a new one. */
    void append(int group, long term, long index, byte type) throws IOException {
        makeRoom(0);
        writer.append(group, term, index, type);
    }

    int position() {
        return (int) writer.position();
    }

    /** Makes the open batch durable. */
    void force() throws IOException {
        if (open) {
            writer.flush();
            segments.active().file().force();
            forces++;
            open = false;
        }
    }

    /** Where to go back to should the disk refuse what comes. */
    Mark mark() {
        return new Mark(segments.active(), writer.position(), batch, forces);
    }

    /**
     * Unwrites what was written since the mark.
     *
     * @return false when some of it has been forced
     */
    boolean goBack(Mark mark) {
        if (forces != mark.forces()
                || segments.active().sequence() != mark.active().sequence()) {
            return false;
        }
        LogFile file = mark.active().file();
        remainsEnd = Math.max(remainsEnd, writer.triedEnd(file));
        writer.goBack(file, mark.position());
        batch = mark.batch();
        open = false;
        return true;
    }

    /** Whole records among them would otherwise be taken for what follows the last batch, or the next one. */
    private void eraseRemains() throws IOException {
        if (remainsEnd > writer.position()) {
            LogFile file = segments.active().file();
            TailEraser.erase(file, writer.position(), Math.min(remainsEnd, file.size()));
            file.force();
        }
        remainsEnd = 0;
    }

    private void beginSegment(long bytes) throws IOException {
        segments.begin(new SegmentHeader(segments.nextSequence(), batch, standings.get()), bytes, writer);
    }
}
