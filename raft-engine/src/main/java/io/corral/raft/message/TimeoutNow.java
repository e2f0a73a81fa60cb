package io.corral.raft.message;

/**
 * The leader asks this follower to start an election at once: leadership transfer (thesis, section 3.10).
 *
 * @param term the leader's term
 */
public record TimeoutNow(long term) implements PeerMessage {

    @Override
    public <R> R dispatch(long from, PeerMessageHandler<R> handler) {
        return handler.onTimeoutNow(from, this);
    }
}
