package io.corral.raft.message;

/**
 * How far a follower is with the snapshot a leader sends it.
 *
 * @param term current term of the follower
 * @param snapshotIndex which snapshot, by its index
 * @param nextOffset the byte the follower wants next; everything before it is stored
 * @param installed the follower's state now covers the snapshot: go on with entries after it
 * @param rejected the follower could not use the snapshot (damaged, or of an old term): start again
 */
public record SnapshotReply(long term, long snapshotIndex, long nextOffset, boolean installed, boolean rejected)
        implements PeerMessage {

    @Override
    public <R> R dispatch(long from, PeerMessageHandler<R> handler) {
        return handler.onSnapshotReply(from, this);
    }
}
