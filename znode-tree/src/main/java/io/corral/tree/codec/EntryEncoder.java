package io.corral.tree.codec;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * Puts encoded commands behind a header, without looking into them.
 *
 * <pre>
 * version 1 | rules 1 | wall millis 8 | digest index 8 | digest 8 | { length 4 | command bytes } …
 * </pre>
 *
 * All numbers are big-endian; the entry ends with its last command.
 */
public final class EntryEncoder {
    static final int HEADER_BYTES = 2 + 3 * Long.BYTES;

    private EntryEncoder() {}

    /**
     * The payload of a log entry.
     *
     * @param header stamp, rules and digest
     * @param commands each as made by {@link CommandEncoder}
     * @return the bytes
     */
    public static byte[] encode(EntryHeader header, List<byte[]> commands) {
        int length = HEADER_BYTES;
        for (byte[] command : commands) {
            length = Math.addExact(length, Integer.BYTES + command.length);
        }
        ByteBuffer entry = ByteBuffer.allocate(length)
                .put((byte) header.version())
                .put((byte) header.rules().bits())
                .putLong(header.wallMillis())
                .putLong(header.digestIndex())
                .putLong(header.digest());
        for (byte[] command : commands) {
            entry.putInt(command.length).put(command);
        }
        return entry.array();
    }
}
