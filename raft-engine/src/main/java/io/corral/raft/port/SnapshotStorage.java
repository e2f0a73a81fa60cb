package io.corral.raft.port;

import io.corral.raft.core.ReceivedPart;
import io.corral.raft.core.membership.Membership;
import io.corral.raft.message.SnapshotMeta;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/**
 * Durable snapshots. A snapshot is published as a whole or not at all (written beside, forced, renamed) with a manifest of index,
 * term, membership, length and checksum. Three generations are kept. Used by one thread at a time, except {@link #readChunk}.
 */
public interface SnapshotStorage extends AutoCloseable {

    /** All published snapshots, newest first, without checking their content. */
    List<SnapshotMeta> list() throws IOException;

    /** The newest snapshot whose length and checksum are right; falls back to the one before when the newest is damaged. */
    Optional<SnapshotMeta> newestValid() throws IOException;

    /** Opens a published snapshot for reading from the start. */
    InputStream open(SnapshotMeta meta) throws IOException;

    /** Begins a snapshot of the own state; nothing is visible before {@link Draft#publish}. */
    Draft create(long index, long term, Membership membership) throws IOException;

    /**
     * Reads a piece of a published snapshot. Any thread.
     *
     * @return the bytes from {@code offset} on, {@code maxBytes} or up to the end, whichever comes first
     */
    byte[] readChunk(SnapshotMeta meta, long offset, int maxBytes) throws IOException;

    /**
     * Stores a piece of a snapshot received from a leader. Offset 0 begins anew; any other offset must be where the staged snapshot
     * of the same meta ends.
     *
     * @return the number of bytes staged, which is the offset wanted next
     */
    long stageChunk(SnapshotMeta meta, long offset, byte[] data) throws IOException;

    /**
     * What is left of a snapshot whose pieces were being stored when the storage was closed, or its process died; {@link #stageChunk}
     * goes on behind it. Gone once a snapshot at its index or a later one is published.
     */
    Optional<ReceivedPart> received();

    /** Checks length and checksum of the staged snapshot and publishes it. On failure the staged bytes are discarded. */
    void publishStaged(SnapshotMeta meta) throws IOException;

    @Override
    void close() throws IOException;

    /** A snapshot being written. */
    interface Draft extends AutoCloseable {

        /** Where the state goes; length and checksum are counted on the way. */
        OutputStream output();

        /** Makes the snapshot durable and visible, and removes generations no longer kept. */
        SnapshotMeta publish() throws IOException;

        /** Discards the draft unless it was published. */
        @Override
        void close() throws IOException;
    }
}
