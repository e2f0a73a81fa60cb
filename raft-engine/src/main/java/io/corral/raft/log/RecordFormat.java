package io.corral.raft.log;

import io.corral.raft.message.EntryType;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * The layout of a record. All numbers are big-endian; records begin at multiples of eight bytes.
 *
 * <pre>
 *   0       4        8       16       24     25      29            8 + length
 *   | length | crc32c | term  | index  | type | group | payload ... | zeros to the next multiple of 8
 *              covers length and everything after itself up to the padding
 * </pre>
 *
 * <p>The group is the Raft group the record belongs to; 0 where the whole log is meant. A length of zero marks the end of the written part of a preallocated file.
 */
final class RecordFormat {
    /** Records start at multiples of this many bytes, which keeps the search for later batches short. */
    static final int ALIGNMENT = 8;

    /** Where the type is in a record. */
    static final int TYPE_OFFSET = 24;

    /** Bytes in front of the payload. */
    static final int HEADER_BYTES = 29;

    /** Bytes of length and checksum, which {@code length} does not count. */
    static final int PREFIX_BYTES = 8;

    /** The smallest value {@code length} may have: term, index, type and group. */
    static final int MIN_LENGTH = HEADER_BYTES - PREFIX_BYTES;

    static final byte NOOP = 1;
    static final byte COMMAND = 2;
    static final byte MEMBERSHIP = 3;
    static final byte WITHHELD = 4;

    /** Term, and the vote in place of the index. */
    static final byte HARD_STATE = 16;

    /** All entries from {@code index} on are void. */
    static final byte TRUNCATE = 17;

    /** Opens a batch, that is what one force covers: {@code index} is its number; the payload is a {@link BatchMark}. */
    static final byte BATCH = 18;

    /** First record of every segment; the payload is a {@link SegmentHeader}. */
    static final byte SEGMENT = 19;

    /** All entries are void; the log of the group goes on after {@code index}, whose entry has the term of the record. */
    static final byte RESET = 20;

    /**
     * Copies of entries from {@code index} on, so that their first place can be given up; the payload is their records, one
     * after the other, and the term that of the entry in front of them.
     */
    static final byte CARRY = 21;

    private RecordFormat() {}

    /** Bytes on disk of a record with this payload, padding included. */
    static long sizeOnDisk(int payloadBytes) {
        return align((long) HEADER_BYTES + payloadBytes);
    }

    static long align(long bytes) {
        return (bytes + ALIGNMENT - 1) & -ALIGNMENT;
    }

    /** Appends a record to {@code target}, which must have room for {@link #sizeOnDisk(int)}. */
    static void encode(ByteBuffer target, int group, long term, long index, byte type, byte[] payload) {
        int start = target.position();
        target.putInt(MIN_LENGTH + payload.length);
        target.putInt(0);
        target.putLong(term).putLong(index).put(type).putInt(group).put(payload);
        int end = target.position();
        target.putInt(start + 4, checksum(target, start, MIN_LENGTH + payload.length));
        int padded = (int) align((long) end - start) + start;
        for (int at = end; at < padded; at++) {
            target.put((byte) 0);
        }
    }

    /** The checksum of the record that starts at {@code start}, whose {@code length} bytes must all be in the buffer. */
    static int checksum(ByteBuffer buffer, int start, int length) {
        CRC32C crc = new CRC32C();
        ByteBuffer view = buffer.duplicate();
        view.limit(start + 4).position(start);
        crc.update(view);
        view.limit(start + PREFIX_BYTES + length).position(start + PREFIX_BYTES);
        crc.update(view);
        return (int) crc.getValue();
    }

    static byte code(EntryType type) {
        return switch (type) {
            case NOOP -> NOOP;
            case COMMAND -> COMMAND;
            case MEMBERSHIP -> MEMBERSHIP;
            case WITHHELD -> WITHHELD;
        };
    }

    static boolean isEntry(byte code) {
        return code >= NOOP && code <= WITHHELD;
    }

    static EntryType entryType(byte code) {
        return switch (code) {
            case NOOP -> EntryType.NOOP;
            case COMMAND -> EntryType.COMMAND;
            case MEMBERSHIP -> EntryType.MEMBERSHIP;
            case WITHHELD -> EntryType.WITHHELD;
            default -> throw new IllegalArgumentException("not an entry: record type " + code);
        };
    }
}
