package io.corral.raft.core;

import io.corral.raft.message.SnapshotMeta;
import java.util.Arrays;

/** Work with snapshots that the core asks its driver to do. */
public sealed interface SnapshotWork {

    /** Calls the handler's method for this kind of work. */
    <R> R dispatch(SnapshotWorkHandler<R> handler);

    /**
     * Read a piece of an own snapshot and send it as a {@link io.corral.raft.message.SnapshotChunk}. When it cannot be read, send
     * nothing: the core asks again. A {@linkplain SnapshotMeta#isHollow() hollow} one, for a witness, is sent without being read:
     * its only chunk is empty.
     *
     * @param to the follower
     * @param term the term to put into the message
     * @param meta which snapshot
     * @param offset first byte wanted
     * @param maxBytes how many bytes to send at most
     */
    record SendChunk(long to, long term, SnapshotMeta meta, long offset, int maxBytes) implements SnapshotWork {
        @Override
        public <R> R dispatch(SnapshotWorkHandler<R> handler) {
            return handler.onSendChunk(this);
        }
    }

    /**
     * Store a piece of a snapshot being received, then answer with {@link Input.SnapshotChunkStored} (or {@link
     * Input.SnapshotFailed}). A piece at offset 0 begins anew and discards whatever was staged before.
     *
     * @param meta which snapshot
     * @param offset where the piece belongs; never leaves a gap
     * @param data the bytes
     * @param last whether the snapshot is complete with it
     */
    @SuppressWarnings("ArrayRecordComponent") // payloads are shared, not copied; equality is by content
    record StoreChunk(SnapshotMeta meta, long offset, byte[] data, boolean last) implements SnapshotWork {
        @Override
        public <R> R dispatch(SnapshotWorkHandler<R> handler) {
            return handler.onStoreChunk(this);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof StoreChunk that
                    && meta.equals(that.meta)
                    && offset == that.offset
                    && last == that.last
                    && Arrays.equals(data, that.data);
        }

        @Override
        public int hashCode() {
            return meta.hashCode() * 31 + Long.hashCode(offset);
        }
    }

    /**
     * All pieces are stored: check and publish the snapshot durably, then, after all earlier {@link Persist}s and applies, reset the
     * log to start after {@code meta.index()} (keeping the hard state) and restore the state machine. Answer with {@link
     * Input.SnapshotInstalled} or {@link Input.SnapshotFailed}. Until then the core neither appends to the log nor has entries
     * applied.
     *
     * @param meta which snapshot
     */
    record InstallSnapshot(SnapshotMeta meta) implements SnapshotWork {
        @Override
        public <R> R dispatch(SnapshotWorkHandler<R> handler) {
            return handler.onInstallSnapshot(this);
        }
    }

    /**
     * The log up to here is covered by a durable snapshot and may be removed, as far as convenient.
     *
     * @param upToIndex last index that may go
     */
    record CompactLog(long upToIndex) implements SnapshotWork {
        @Override
        public <R> R dispatch(SnapshotWorkHandler<R> handler) {
            return handler.onCompactLog(this);
        }
    }
}
