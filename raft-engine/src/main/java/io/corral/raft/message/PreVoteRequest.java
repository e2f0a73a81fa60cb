package io.corral.raft.message;

/**
 * Would you vote for me in this term (thesis, section 9.6)? Binds nobody and changes nobody's term.
 *
 * @param term the term the sender would campaign in: its current term plus one
 * @param lastLogIndex last index of the sender's log
 * @param lastLogTerm term of that entry
 */
public record PreVoteRequest(long term, long lastLogIndex, long lastLogTerm) implements PeerMessage {

    @Override
    public <R> R dispatch(long from, PeerMessageHandler<R> handler) {
        return handler.onPreVoteRequest(from, this);
    }
}
