package io.corral.sim.raft;

import io.corral.raft.message.LogEntry;
import io.corral.sim.promise.BrokenPromise;
import io.corral.sim.promise.StateHash;
import java.nio.ByteBuffer;

/** The simplest state machine that notices everything: a hash over all entries applied, in order. */
final class HashChain {

    private static final int HEADER_BYTES = 2 * Long.BYTES;
    private static final int PADDING_BYTES = 61;

    private long index;
    private long hash;

    long index() {
        return index;
    }

    long hash() {
        return hash;
    }

    void apply(LogEntry entry) {
        if (entry.index() != index + 1) {
            throw new BrokenPromise("applied " + index + " and then " + entry);
        }
        index = entry.index();
        hash = StateHash.after(hash, entry);
    }

    /** A witness has no state, and only counts. */
    void skipTo(long newIndex) {
        index = newIndex;
    }

    /** The state as bytes; longer than needed, so that it takes several chunks to send. */
    byte[] toBytes() {
        int length = HEADER_BYTES + (int) (index % PADDING_BYTES);
        return ByteBuffer.allocate(length).putLong(index).putLong(hash).array();
    }

    void restore(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        index = buffer.getLong();
        hash = buffer.getLong();
    }
}
