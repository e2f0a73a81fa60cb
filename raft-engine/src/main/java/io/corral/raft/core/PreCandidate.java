package io.corral.raft.core;

import io.corral.raft.core.quorum.VoteResult;
import io.corral.raft.message.PreVoteReply;
import io.corral.raft.message.PreVoteRequest;

/**
 * Asks whether it would win an election; its term stays as it is (thesis, section 9.6).
 *
 * <p>When two ask at the same time, both would be promised the votes, and both campaign and split them. So the one with the worse log,
 * or with the greater id, yields, and the other one asks it again if need be. That is a courtesy: whom it fails, the timeouts help.
 */
final class PreCandidate implements Role {

    private final ReplicaState state;
    private final RoleTransitions roles;
    private final Ballots ballots;
    private final Tally tally;
    private final long askedAt;

    PreCandidate(ReplicaState state, RoleTransitions roles, Ballots ballots) {
        this.state = state;
        this.roles = roles;
        this.ballots = ballots;
        tally = new Tally(state.quorum(), state.self());
        askedAt = state.now();
    }

    /** Asks one voter. */
    void ask(long voter) {
        state.outbox.send(voter, new PreVoteRequest(state.term() + 1, state.log.lastIndex(), state.log.lastTerm()));
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
            roles.campaignAgain();
        }
    }

    @Override
    public void readRequested(long requestId) {
        state.outbox.refuse(requestId);
    }

    /**
     * Whoever asks follows nobody any more. Its rival's question goes out again in case it came too early; for how long that counts is
     * bounded, lest a node that cannot win itself stands in the way of another that needs its vote.
     */
    @Override
    public Void onPreVoteRequest(long from, PreVoteRequest message) {
        boolean isRival = message.term() == state.term() + 1
                && state.membership().isVoter(from)
                && state.now() - askedAt < state.settings.heartbeat().toNanos();
        if (!isRival) {
            return ballots.answer(from, message);
        }
        if (isWorse(from, message)) {
            state.outbox.send(from, new PreVoteReply(state.term(), false));
            ask(from);
            return null;
        }
        roles.makeWay();
        return ballots.answer(from, message);
    }

    private boolean isWorse(long rival, PreVoteRequest message) {
        boolean isSame =
                message.lastLogTerm() == state.log.lastTerm() && message.lastLogIndex() == state.log.lastIndex();
        return isSame ? comesAfterThis(rival) : !state.log.isNoNewerThan(message.lastLogIndex(), message.lastLogTerm());
    }

    private boolean comesAfterThis(long rival) {
        boolean rivalIsReserve = state.settings.isReserve(rival);
        return rivalIsReserve == state.settings.isReserve(state.self()) ? rival > state.self() : rivalIsReserve;
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
