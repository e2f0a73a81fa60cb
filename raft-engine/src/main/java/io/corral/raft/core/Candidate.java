package io.corral.raft.core;

import io.corral.raft.message.VoteReply;

/** Asks for votes in its term (thesis, section 3.4). */
final class Candidate implements Role {

    private final ReplicaState state;
    private final RoleTransitions roles;
    private final Ballots ballots;
    private final Tally tally;

    /** The persist by which the own vote becomes durable. */
    private final long ownVote;

    private boolean isLost;

    Candidate(ReplicaState state, RoleTransitions roles, Ballots ballots) {
        this.state = state;
        this.roles = roles;
        this.ballots = ballots;
        tally = new Tally(state.quorum(), state.self());
        ownVote = state.log.nextPersist();
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
            roles.campaignAgain();
        }
    }

    /** Who decides alone has won now. */
    @Override
    public void persisted() {
        if (state.quorum().isDecidedBy(state.self()) && state.log.isPersisted(ownVote)) {
            roles.becomeLeader();
        }
    }

    @Override
    public void readRequested(long requestId) {
        state.outbox.refuse(requestId);
    }

    /** Grants arrive only after the request was sent, which was after the own vote was durable: that one counts, too. */
    @Override
    public Void onVoteReply(long from, VoteReply message) {
        switch (tally.count(from, message.granted())) {
            case WON -> roles.becomeLeader();
            case LOST -> lost();
            case PENDING -> {
                // The others have not spoken yet.
            }
        }
        return null;
    }

    /** Whoever was promised the votes a moment ago has lost them to somebody who began at the same time: the next attempt need not wait long. */
    private void lost() {
        if (!isLost) {
            isLost = true;
            state.timer.retrySoon(state.now());
        }
    }
}
