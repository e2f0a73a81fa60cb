package io.corral.raft.log;

import java.nio.ByteBuffer;

/**
 * Where a batch record says it is. A batch is forced before the next one is written; so an intact mark of a later batch
 * behind a damaged record proves that the damaged record once was durable. The place in the mark keeps a copy of
 * log bytes inside some payload from being taken for one.
 *
 * @param segment sequence number of the segment that holds the mark
 * @param offset offset of the mark in it
 */
record BatchMark(long segment, long offset) {
    static final int BYTES = 16;

    byte[] encode() {
        return ByteBuffer.allocate(BYTES).putLong(segment).putLong(offset).array();
    }

    static BatchMark decode(byte[] payload) {
        ByteBuffer in = ByteBuffer.wrap(payload);
        return new BatchMark(in.getLong(), in.getLong());
    }
}
