package io.corral.raft.message;

/**
 * A follower asks the leader for a read index (thesis, section 6.4).
 *
 * @param term the follower's term
 * @param requestId chosen by the follower, never used twice, not even across restarts
 * @param lease whether the leader's lease is enough, if it has one
 */
public record ReadIndexRequest(long term, long requestId, boolean lease) implements PeerMessage {

    @Override
    public <R> R dispatch(long from, PeerMessageHandler<R> handler) {
        return handler.onReadIndexRequest(from, this);
    }
}
