package io.corral.raft.message;

/**
 * Answer to a {@link PreVoteRequest}.
 *
 * @param term when granted, the term that was asked about; when refused, the current term of the refusing node
 * @param granted whether the node would vote for the sender
 */
public record PreVoteReply(long term, boolean granted) implements PeerMessage {

    @Override
    public <R> R dispatch(long from, PeerMessageHandler<R> handler) {
        return handler.onPreVoteReply(from, this);
    }
}
