package io.corral.raft.core;

import io.corral.raft.core.quorum.VoteResult;
import io.corral.raft.message.PreVoteReply;

/** Asks whether it would win an election; its term stays as it is (thesis, section 9.6). */
final class PreCandidate implements Role {

    private final ReplicaState state;
    private final RoleTransitions roles;
    private final Ballots ballots;
    private final Tally tally;

    PreCandidate(ReplicaState state, RoleTransitions roles, Ballots ballots) {
        this.state = state;
        this.roles = roles;
        this.ballots = ballots;
        tally = new Tally(state.quorum(), state.self());
    }

    @Override
    public RaftRole name() {
        return RaftRole.PRE_CANDIDATE;
    }

    @Override
    public Ballots ballots() {
        return ballots;
    }

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

    /** A lost pre-vote is not acted upon: the next one follows after the timeout anyway. */
    @Override
    public Void onPreVoteReply(long from, PreVoteReply message) {
        boolean answersThis = !message.granted() || message.term() == state.term() + 1;
        if (answersThis && tally.count(from, message.granted()) == VoteResult.WON) {
            roles.becomeCandidate(false);
        }
        return null;
    }
}
