package io.corral.raft.core;

/**
 * One method per {@link SnapshotWork}: exhaustive at compile time.
 *
 * @param <R> what doing the work yields
 */
public interface SnapshotWorkHandler<R> {

    /** Read and send a piece of an own snapshot. */
    R onSendChunk(SnapshotWork.SendChunk work);

    /** Store a piece of a received snapshot. */
    R onStoreChunk(SnapshotWork.StoreChunk work);

    /** Put a received snapshot in force. */
    R onInstallSnapshot(SnapshotWork.InstallSnapshot work);

    /** Remove the beginning of the log. */
    R onCompactLog(SnapshotWork.CompactLog work);
}
