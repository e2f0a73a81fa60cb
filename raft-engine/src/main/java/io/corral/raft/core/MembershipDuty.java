package io.corral.raft.core;

import io.corral.raft.core.membership.ChangeOutcome;
import io.corral.raft.core.membership.ChangeRefusal;
import io.corral.raft.core.membership.Membership;
import io.corral.raft.core.membership.MembershipChange;
import io.corral.raft.core.membership.MembershipCodec;
import io.corral.raft.core.progress.CatchUp;
import io.corral.raft.message.EntryType;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The leader's care for the members (thesis, chapter 4): begins a change when it is asked to, ends a joint membership as soon as it is
 * committed, and has learners vote that have caught up. One change at a time, and none before the leader has committed an entry of
 * its own term.
 */
final class MembershipDuty {

    private final ReplicaState state;
    private final Followers followers;

    /** First index of this term. */
    private final long firstIndexOfTerm;

    /** How every learner keeps up. */
    private final TreeMap<Long, CatchUp> learners = new TreeMap<>();

    /** The request under way. */
    private Optional<Long> asked = Optional.empty();

    MembershipDuty(ReplicaState state, Followers followers, long firstIndexOfTerm) {
        this.state = state;
        this.followers = followers;
        this.firstIndexOfTerm = firstIndexOfTerm;
    }

    /** Somebody wants a change; answered now or later. */
    void request(long requestId, MembershipChange change) {
        Optional<ChangeRefusal> refusal = hindrance();
        if (refusal.isEmpty()) {
            refusal = change.hindrance(state.membership(), this::isCaughtUp);
        }
        if (refusal.isPresent()) {
            answer(requestId, new ChangeOutcome.Refused(refusal.get()));
            return;
        }
        Membership target = change.appliedTo(state.membership(), this::isCaughtUp);
        if (!isMajorityThere(target)) {
            answer(requestId, new ChangeOutcome.Refused(ChangeRefusal.MAJORITY_AWAY));
            return;
        }
        asked = Optional.of(requestId);
        if (target.equals(state.membership())) {
            answerCommitted();
        } else {
            begin(target);
        }
    }

    /** Why no change can begin now, whatever it is. */
    private Optional<ChangeRefusal> hindrance() {
        if (state.membership().isJoint()
                || state.memberships().inForceIndex() > state.commitIndex()
                || asked.isPresent()) {
            return Optional.of(ChangeRefusal.CHANGE_UNDER_WAY);
        }
        return state.commitIndex() < firstIndexOfTerm
                ? Optional.of(ChangeRefusal.TERM_NOT_COMMITTED)
                : Optional.empty();
    }

    private void begin(Membership target) {
        append(state.membership().towards(target));
    }

    private void append(Membership next) {
        CoreInvariants.changesSafely(state, next);
        state.append(EntryType.MEMBERSHIP, MembershipCodec.encode(next));
        followers.membershipChanged();
        learners.keySet().retainAll(next.learners());
    }

    /** Whether a majority of the voters to be has the log, answers, and votes. A change of learners alone needs nobody new. */
    private boolean isMajorityThere(Membership target) {
        long patience = state.settings.electionTimeoutMax().toNanos();
        long there = target.voters().stream()
                .filter(node -> node == state.self() || followers.isThere(node, patience))
                .count();
        return target.voters().equals(state.membership().voters())
                || there * 2 > target.voters().size();
    }

    private boolean isCaughtUp(long node) {
        CatchUp learner = learners.get(node);
        return learner != null && learner.isCaughtUp();
    }

    /**
     * Takes the vote from a member, other than this one, that can no longer vouch for what it had. Nothing it acknowledged counts any
     * more; it votes again once it has caught up. The group must be able to do without it. Of a learner only the incarnation is
     * recorded.
     *
     * @param incarnation names the loss
     * @return whether the change has begun; otherwise to be tried again later
     */
    boolean demote(long node, long incarnation) {
        Membership present = state.membership();
        if (node == state.self() || !present.isMember(node) || hindrance().isPresent()) {
            return false;
        }
        boolean votes = present.voters().contains(node);
        Membership without = (votes ? present.demoting(node) : present).recording(node, incarnation);
        if (!without.isViable() || !isMajorityThere(without)) {
            return false;
        }
        begin(without);
        return true;
    }

    void tick() {
        followers.dropDeparted();
        for (long node : state.membership().learners()) {
            if (node != state.self()) {
                learners.computeIfAbsent(node, learner -> new CatchUp(state.log.lastIndex(), state.now()))
                        .look(
                                followers.of(node),
                                state.log.lastIndex(),
                                state.now(),
                                state.settings.electionTimeoutMin().toNanos());
            }
        }
        if (!state.membership().promotable().isEmpty()) {
            promote();
        }
    }

    private void promote() {
        Membership present = state.membership();
        Set<Long> ready = new TreeSet<>(present.promotable());
        ready.removeIf(node -> !isCaughtUp(node));
        if (!ready.isEmpty() && !present.promoting(ready).isViable()) {
            // Too many witnesses for as long as the full voters to come have not caught up.
            ready.removeIf(present::isWitness);
        }
        Membership target = present.promoting(ready);
        if (!ready.isEmpty() && target.isViable() && hindrance().isEmpty() && isMajorityThere(target)) {
            begin(target);
        }
    }

    /** The commit index has moved. */
    void committed() {
        if (state.memberships().inForceIndex() > state.commitIndex()) {
            return;
        }
        if (state.membership().isJoint()) {
            append(state.membership().settled());
        } else {
            answerCommitted();
        }
    }

    /** Whether the membership in force is committed and this node votes no more (thesis, section 4.2.2). */
    boolean isOver() {
        return state.memberships().inForceIndex() <= state.commitIndex()
                && !state.membership().isVoter(state.self());
    }

    private void answerCommitted() {
        ChangeOutcome outcome = new ChangeOutcome.Committed(state.memberships().inForceIndex(), state.membership());
        asked.ifPresent(requestId -> answer(requestId, outcome));
        asked = Optional.empty();
    }

    /** Leadership is lost. */
    void exit() {
        asked.ifPresent(requestId -> answer(requestId, new ChangeOutcome.Unknown()));
        asked = Optional.empty();
    }

    private void answer(long requestId, ChangeOutcome outcome) {
        state.outbox.tell(new MembershipNews.Answer(requestId, outcome));
    }
}
