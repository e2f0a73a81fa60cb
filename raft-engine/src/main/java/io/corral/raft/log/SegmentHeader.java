package io.corral.raft.log;

import io.corral.raft.core.HardState;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What a segment says about itself and about the log at its beginning, so that older segments can go.
 *
 * @param sequence number of the segment; consecutive segments have consecutive numbers
 * @param batch number of the last batch in front of this segment
 * @param groups every group of which anything was written in front of it, by ascending id
 */
record SegmentHeader(long sequence, long batch, List<GroupStart> groups) {
    private static final long MAGIC = 0x434F5252414C4C47L; // "CORRALLG"
    private static final int VERSION = 2;
    private static final int FIXED_BYTES = 32;
    private static final int GROUP_BYTES = 36;

    /** Bytes of the record that holds a header naming so many groups. */
    static long sizeOnDisk(int groups) {
        return RecordFormat.sizeOnDisk(FIXED_BYTES + GROUP_BYTES * groups);
    }

    byte[] encode() {
        ByteBuffer out = ByteBuffer.allocate(FIXED_BYTES + GROUP_BYTES * groups.size());
        out.putLong(MAGIC).putInt(VERSION).putLong(sequence).putLong(batch).putInt(groups.size());
        for (GroupStart start : groups) {
            out.putInt(start.group()).putLong(start.baseIndex()).putLong(start.baseTerm());
            out.putLong(start.hardState().term()).putLong(start.hardState().votedFor());
        }
        return out.array();
    }

    /** Reads the first record of a segment. */
    static SegmentHeader decode(StoredRecord record, String file) throws IOException {
        if (record.group() == (int) (MAGIC >>> Integer.SIZE)) {
            // Records had no group in format 1: its magic number begins where the group now is.
            throw wrongVersion(file, 1);
        }
        ByteBuffer in = ByteBuffer.wrap(record.payload());
        if (in.remaining() < FIXED_BYTES || in.getLong() != MAGIC) {
            throw new CorruptLogException(file + " is not a log segment");
        }
        int version = in.getInt();
        if (version != VERSION) {
            throw wrongVersion(file, version);
        }
        long sequence = in.getLong();
        long batch = in.getLong();
        int count = in.getInt();
        if (count < 0 || in.remaining() != (long) count * GROUP_BYTES) {
            throw new CorruptLogException(file + " has a header of " + record.payload().length + " bytes for " + count
                    + " groups: it is not a log segment");
        }
        List<GroupStart> groups = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            groups.add(
                    new GroupStart(in.getInt(), in.getLong(), in.getLong(), new HardState(in.getLong(), in.getLong())));
        }
        return new SegmentHeader(sequence, batch, List.copyOf(groups));
    }

    /** No damage: the log is somebody's. */
    private static IOException wrongVersion(String file, int version) {
        return new IOException(file + " has log format " + version + "; this version reads " + VERSION
                + ". Empty the log directory, or run the version that wrote it");
    }
}
