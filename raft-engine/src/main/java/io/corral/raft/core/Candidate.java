package io.corral.raft.core;

import io.corral.raft.core.quorum.VoteResult;
import io.corral.raft.message.VoteReply;

/** Asks for votes in its term (thesis, section 3.4). */
final class Candidate implements Role {

    private final ReplicaState state;
    private final RoleTransitions roles;
    private final Ballots ballots;
    private final Tally tally;

    Candidate(ReplicaState state, RoleTransitions roles, Ballots ballots) {
        this.state = state;
        this.roles = roles;
        this.ballots = ballots;
        tally = new Tally(state.quorum(), state.self());
    }

    @Override
    public RaftRole name() {
        return RaftRole.CANDIDATE;
    }

    @Override
    public Ballots ballots() {
        return ballots;
    }

    /** The next attempt begins with a pre-vote again, lest a node that lost its peers raises its term for ever. */
    @Override
    public void tick() {
        if (state.timer.isExpired(state.now())) {
            roles.becomePreCandidate();
        }
    }

    @Override
    public void readRequested(long requestId) {
        state.outbox.refuse(requestId);
    }

    /** Grants arrive only after the request was sent, which was after the own vote was durable: that one counts, too. */
    @Override
    public Void onVoteReply(long from, VoteReply message) {
        if (tally.count(from, message.granted()) == VoteResult.WON) {
            roles.becomeLeader();
        }
        return null;
    }
}
