package io.corral.raft.message;

/**
 * A candidate asks for a vote (thesis, section 3.4).
 *
 * @param term the candidate's term
 * @param lastLogIndex last index of the candidate's log
 * @param lastLogTerm term of that entry
 * @param transfer the leader itself asked the candidate to take over, so followers need not stick to that leader (section 3.10)
 */
public record VoteRequest(long term, long lastLogIndex, long lastLogTerm, boolean transfer) implements PeerMessage {

    @Override
    public <R> R dispatch(long from, PeerMessageHandler<R> handler) {
        return handler.onVoteRequest(from, this);
    }
}
