package io.corral.raft.message;

/**
 * The leader's answer to a {@link ReadIndexRequest}.
 *
 * @param term the leader's (or former leader's) term
 * @param requestId the id of the request
 * @param granted false when the node asked could not confirm that it leads: ask again
 * @param readIndex when granted, state that has applied this index is fresh enough; otherwise 0
 */
public record ReadIndexReply(long term, long requestId, boolean granted, long readIndex) implements PeerMessage {

    @Override
    public <R> R dispatch(long from, PeerMessageHandler<R> handler) {
        return handler.onReadIndexReply(from, this);
    }
}
