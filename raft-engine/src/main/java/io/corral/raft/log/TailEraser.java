package io.corral.raft.log;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Overwrites a torn tail with zeros, so that later appends cannot grow into its remains and revive them. */
final class TailEraser {
    private static final int CHUNK_BYTES = 1 << 16;

    private TailEraser() {}

    /** Zeros the bytes from {@code from} up to {@code to}; not durable before a force. */
    static void erase(LogFile file, long from, long to) throws IOException {
        ByteBuffer zeros = ByteBuffer.allocate(CHUNK_BYTES);
        for (long at = from; at < to; at += CHUNK_BYTES) {
            zeros.clear().limit((int) Math.min(CHUNK_BYTES, to - at));
            file.write(zeros, at);
        }
    }
}
