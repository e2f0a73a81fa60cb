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

    /** The end of the last write into this file, even if it failed. */
    private long triedEnd;

    /** Goes on in this file from {@code position}; nothing may be waiting. */
    void moveTo(LogFile next, long position) {
        file = next;
        gatheredFrom = position;
        triedEnd = position;
    }

    /** Where the last write ended, or would have ended, if it was into this file; 0 otherwise. */
    long triedEnd(LogFile other) {
        return file != null && file.equals(other) ? triedEnd : 0;
    }

    /** Goes back to this position of this file; what was gathered is dropped, what lies there is written over. */
    void goBack(LogFile earlier, long position) {
        gathered.clear();
        moveTo(earlier, position);
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
            triedEnd = gatheredFrom + bytes;
            gathered.flip();
            // When this throws, what was gathered is lost, too: whoever goes on must go back first.
            file.write(gathered, gatheredFrom);
            gatheredFrom += bytes;
        }
        gathered.clear();
    }
}
