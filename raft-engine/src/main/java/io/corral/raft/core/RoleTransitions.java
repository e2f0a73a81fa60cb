package io.corral.raft.core;

import io.corral.raft.message.VoteRequest;

/**
 * The only place where the role changes.
 *
 * <pre>
 * from             to             when
 * any              FOLLOWER       a later term is seen, or the leader of this term speaks
 * LEADER           FOLLOWER       no majority was heard of for an election timeout (check-quorum), or the own disk hangs and nobody
 *                                 takes over
 * FOLLOWER         PRE_CANDIDATE  no leader was heard of for an election timeout, or its process is gone
 * PRE_CANDIDATE    PRE_CANDIDATE  the pre-vote was not won in time
 * PRE_CANDIDATE    FOLLOWER       a better candidate asks at the same time, or the own disk hangs
 * PRE_CANDIDATE    CANDIDATE      a majority would vote for this node
 * FOLLOWER         CANDIDATE      the leader asks this node to take over, or this node decides alone
 * CANDIDATE        PRE_CANDIDATE  the vote was not won in time
 * CANDIDATE        LEADER         a majority has voted for this node
 * </pre>
 */
final class RoleTransitions {

    private final ReplicaState state;
    private final Ballots ballots;
    private final SnapshotIntake snapshotIntake;
    private final LogIntake logIntake;
    private final StaleReads staleReads;
    private Role current;

    RoleTransitions(ReplicaState state, StaleReads staleReads) {
        this.state = state;
        this.staleReads = staleReads;
        ballots = new Ballots(state);
        snapshotIntake = new SnapshotIntake(state);
        logIntake = new LogIntake(state, snapshotIntake);
        current = new Follower(state, this, ballots, logIntake, snapshotIntake, staleReads);
    }

    Role current() {
        return current;
    }

    /** Receives snapshots in whatever role, so that a transfer goes on after an election. */
    SnapshotIntake snapshotIntake() {
        return snapshotIntake;
    }

    /**
     * Follows.
     *
     * @param term this term or a later one
     * @param leaderId the leader of that term; 0 = unknown
     */
    void becomeFollower(long term, long leaderId) {
        boolean led = current.name() == RaftRole.LEADER;
        if (term > state.term()) {
            state.enterTerm(term);
        }
        state.leaderIs(leaderId);
        if (led) {
            // A leader's own election timer has long run out.
            state.timer.restart(state.now());
        }
        enter(new Follower(state, this, ballots, logIntake, snapshotIntake, staleReads));
    }

    /** Asks whether an election would succeed. A node that decides alone needs not ask. */
    void becomePreCandidate() {
        state.leaderIs(0);
        state.timer.retry(state.now());
        if (state.quorum().isDecidedBy(state.self())) {
            becomeCandidate(false);
            return;
        }
        PreCandidate preCandidate = new PreCandidate(state, this, ballots);
        enter(preCandidate);
        state.otherVoters().forEach(preCandidate::ask);
    }

    /** The next attempt after one that failed. */
    void campaignAgain() {
        if (state.mayCampaign()) {
            becomePreCandidate();
        } else {
            becomeFollower(state.term(), 0);
            state.timer.restart(state.now());
        }
    }

    /** Lets a better candidate go first, and waits for its success. */
    void makeWay() {
        state.timer.restart(state.now());
        enter(new Follower(state, this, ballots, logIntake, snapshotIntake, staleReads));
    }

    /**
     * Campaigns in a new term. The own vote must be durable before anybody else hears of the campaign, and before it counts: a node that
     * decides alone waits for that, too.
     *
     * @param transfer whether the leader asked for it
     */
    void becomeCandidate(boolean transfer) {
        state.enterTerm(state.term() + 1);
        state.voteFor(state.self());
        state.timer.restart(state.now());
        enter(new Candidate(state, this, ballots));
        VoteRequest request = new VoteRequest(state.term(), state.log.lastIndex(), state.log.lastTerm(), transfer);
        state.otherVoters().forEach(node -> state.outbox.sendAfterPersist(node, request));
    }

    /** Leads the current term. */
    void becomeLeader() {
        state.leaderIs(state.self());
        Leader leader = new Leader(state, this, ballots);
        enter(leader);
        leader.begin();
    }

    private void enter(Role next) {
        current.exit();
        current = next;
    }
}
