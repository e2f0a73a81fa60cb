package io.corral.raft.log;

import io.corral.raft.core.HardState;
import java.nio.ByteBuffer;

/**
 * What a segment says about itself and about the log at its beginning, so that older segments can go.
 *
 * @param sequence number of the segment; consecutive segments have consecutive numbers
 * @param baseIndex index of the last entry in front of this segment; 0 for an empty log
 * @param baseTerm term of that entry; 0 when unknown or none
 * @param hardState term and vote at the beginning
 * @param group number of the last group commit in front of this segment
 * @param startsAnew whether everything in front is void, because a snapshot up to {@code baseIndex} replaced it
 */
record SegmentHeader(
        long sequence, long baseIndex, long baseTerm, HardState hardState, long group, boolean startsAnew) {
    private static final long MAGIC = 0x434F5252414C4C47L; // "CORRALLG"
    private static final int VERSION = 1;
    private static final int BYTES = 61;

    byte[] encode() {
        return ByteBuffer.allocate(BYTES)
                .putLong(MAGIC)
                .putInt(VERSION)
                .putLong(sequence)
                .putLong(baseIndex)
                .putLong(baseTerm)
                .putLong(hardState.term())
                .putLong(hardState.votedFor())
                .putLong(group)
                .put((byte) (startsAnew ? 1 : 0))
                .array();
    }

    static SegmentHeader decode(byte[] payload, String file) throws CorruptLogException {
        ByteBuffer in = ByteBuffer.wrap(payload);
        if (payload.length != BYTES || in.getLong() != MAGIC) {
            throw new CorruptLogException(file + " is not a log segment");
        }
        int version = in.getInt();
        if (version != VERSION) {
            throw new CorruptLogException(file + " has log format " + version + "; this version reads " + VERSION);
        }
        return new SegmentHeader(
                in.getLong(),
                in.getLong(),
                in.getLong(),
                new HardState(in.getLong(), in.getLong()),
                in.getLong(),
                in.get() == 1);
    }
}
