package io.corral.raft.message;

import java.util.Arrays;

/**
 * A piece of the leader's snapshot for a follower whose next entries are no longer in the leader's log (thesis, section 5.3).
 * The bytes are shared: nobody may change them.
 *
 * @param term the leader's term
 * @param meta which snapshot, with its length and checksum
 * @param offset position of the first byte of {@code data} in the snapshot
 * @param data the bytes
 * @param crc32c CRC-32C of {@code data}; checked by the receiving driver before the core sees the chunk
 * @param last whether the snapshot ends with this piece
 */
@SuppressWarnings("ArrayRecordComponent") // payloads are shared, not copied; equality is by content
public record SnapshotChunk(long term, SnapshotMeta meta, long offset, byte[] data, int crc32c, boolean last)
        implements PeerMessage {

    @Override
    public <R> R dispatch(long from, PeerMessageHandler<R> handler) {
        return handler.onSnapshotChunk(from, this);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SnapshotChunk that
                && term == that.term
                && meta.equals(that.meta)
                && offset == that.offset
                && crc32c == that.crc32c
                && last == that.last
                && Arrays.equals(data, that.data);
    }

    @Override
    public int hashCode() {
        return meta.hashCode() * 31 + Long.hashCode(offset);
    }

    @Override
    public String toString() {
        return "SnapshotChunk[term=" + term + ", meta=" + meta + ", offset=" + offset + ", " + data.length
                + " bytes, last=" + last + "]";
    }
}
