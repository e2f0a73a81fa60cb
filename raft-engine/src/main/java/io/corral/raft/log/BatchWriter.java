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
            open = false;
        }
    }

    private void beginSegment(long bytes) throws IOException {
        segments.begin(new SegmentHeader(segments.nextSequence(), batch, standings.get()), bytes, writer);
    }
}
