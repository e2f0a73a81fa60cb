package io.corral.raft.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Reads the records of one file in order through a window that follows the position. */
final class RecordReader {
    private static final int WINDOW_BYTES = 1 << 20;

    private final LogFile file;
    private ByteBuffer window = ByteBuffer.allocate(0);
    private long windowStart;

    RecordReader(LogFile file) {
        this.file = file;
    }

    /** The intact record at {@code offset}, or null when there is none: the written part ends, or it is damaged. */
    @Nullable
    StoredRecord at(long offset) throws IOException {
        if (offset + RecordFormat.HEADER_BYTES > file.size()) {
            return null;
        }
        int start = window(offset, RecordFormat.HEADER_BYTES);
        int length = window.getInt(start);
        long end = offset + RecordFormat.align((long) RecordFormat.PREFIX_BYTES + length);
        if (length < RecordFormat.MIN_LENGTH || end > file.size()) {
            return null;
        }
        start = window(offset, RecordFormat.PREFIX_BYTES + length);
        if (window.getInt(start + 4) != RecordFormat.checksum(window, start, length)) {
            return null;
        }
        byte[] payload = new byte[length - RecordFormat.MIN_LENGTH];
        window.get(start + RecordFormat.HEADER_BYTES, payload);
        return new StoredRecord(
                (int) offset,
                (int) end,
                window.getInt(start + 25),
                window.getLong(start + 8),
                window.getLong(start + 16),
                window.get(start + 24),
                payload);
    }

    /**
     * The first intact batch record from {@code offset} on whose number is above {@code batch}, or null when there is none.
     * It is a proof that what lies in front of it was forced.
     */
    @Nullable
    StoredRecord laterBatch(long offset, long batch, long segment) throws IOException {
        long at = RecordFormat.align(offset);
        for (; at + RecordFormat.sizeOnDisk(BatchMark.BYTES) <= file.size(); at += RecordFormat.ALIGNMENT) {
            int start = window(at, RecordFormat.HEADER_BYTES);
            if (window.getInt(start) == RecordFormat.MIN_LENGTH + BatchMark.BYTES
                    && window.get(start + 24) == RecordFormat.BATCH) {
                StoredRecord found = at(at);
                if (found != null
                        && found.index() > batch
                        && BatchMark.decode(found.payload()).equals(new BatchMark(segment, at))) {
                    return found;
                }
            }
        }
        return null;
    }

    /** The end of the last byte that is not zero, or {@code offset} when only zeros follow it. */
    long endOfContent(long offset) throws IOException {
        long end = offset;
        for (long at = offset; at < file.size(); ) {
            int start = window(at, 1);
            for (int i = start; i < window.limit(); i++) {
                if (window.get(i) != 0) {
                    end = at + (i - start) + 1;
                }
            }
            at += window.limit() - start;
        }
        return end;
    }

    /** Moves the window so that it covers {@code bytes} from {@code offset}; returns where they start in it. */
    private int window(long offset, int bytes) throws IOException {
        if (offset < windowStart || offset + bytes > windowStart + window.limit()) {
            int wanted = (int) Math.min(Math.max(WINDOW_BYTES, bytes), file.size() - offset);
            if (window.capacity() < wanted) {
                window = ByteBuffer.allocate(wanted);
            }
            window.clear().limit(wanted);
            file.read(window, offset);
            window.flip();
            windowStart = offset;
            if (window.limit() < bytes) {
                throw new IOException(file.name() + " is shorter than its size says");
            }
        }
        return (int) (offset - windowStart);
    }
}
