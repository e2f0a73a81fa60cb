package io.corral.raft.message;

/**
 * Answer to a {@link VoteRequest}. A granted one is sent only once the vote is durable.
 *
 * @param term current term of the voter
 * @param granted whether the vote was given
 */
public record VoteReply(long term, boolean granted) implements PeerMessage {

    @Override
    public <R> R dispatch(long from, PeerMessageHandler<R> handler) {
        return handler.onVoteReply(from, this);
    }
}
