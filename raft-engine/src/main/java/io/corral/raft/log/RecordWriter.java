package io.corral.raft.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the records of a batch in one direct buffer, so that a batch is usually one write. Owned by the log
 * thread.
 */
final class RecordWriter {
    private static final int BUFFER_BYTES = 1 << 20;
    private static final byte[] NO_PAYLOAD = {};

    private ByteBuffer gathered = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private @Nullable LogFile file;
    private long gatheredFrom;

    /** Goes on in this file from {@code position}; nothing may be waiting. */
    void moveTo(LogFile next, long position) {
        file = next;
        gatheredFrom = position;
    }

    /** Where the next record goes. */
    long position() {
        return gatheredFrom + gathered.position();
    }

    boolean hasRoomFor(long bytes) {
        return file != null && position() + bytes <= file.size();
    }

    void append(int group, long term, long index, byte type) throws IOException {
        append(group, term, index, type, NO_PAYLOAD);
    }

    void append(int group, long term, long index, byte type, byte[] payload) throws IOException {
        long size = RecordFormat.sizeOnDisk(payload.length);
        if (size > gathered.remaining()) {
            flush();
            if (size > gathered.capacity()) {
                gathered = ByteBuffer.allocateDirect((int) size);
            }
        }
        RecordFormat.encode(gathered, group, term, index, type, payload);
    }

    /** Writes what was gathered. */
    void flush() throws IOException {
        int bytes = gathered.position();
        if (bytes > 0 && file != null) {
            gathered.flip();
            file.write(gathered, gatheredFrom);
            gatheredFrom += bytes;
        }
        gathered.clear();
    }
}
