package io.corral.raft.log;

import java.nio.ByteBuffer;

/**
 * Where a group record says it is. A group commit is forced before the next one is written; so an intact mark of a later
 * group behind a damaged record proves that the damaged record once was durable. The place in the mark keeps a copy of
 * log bytes inside some payload from being taken for one.
 *
 * @param segment sequence number of the segment that holds the mark
 * @param offset offset of the mark in it
 */
record GroupMark(long segment, long offset) {
    static final int BYTES = 16;

    byte[] encode() {
        return ByteBuffer.allocate(BYTES).putLong(segment).putLong(offset).array();
    }

    static GroupMark decode(byte[] payload) {
        ByteBuffer in = ByteBuffer.wrap(payload);
        return new GroupMark(in.getLong(), in.getLong());
    }
}
