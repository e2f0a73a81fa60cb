package io.corral.server.ensemble;

import io.corral.raft.core.RaftStatus;
import io.corral.raft.core.membership.Membership;
import io.corral.raft.core.membership.MembershipChange;
import io.corral.raft.core.membership.Standing;
import io.corral.raft.core.progress.FollowerMode;
import io.corral.tree.ensemble.Ensemble;
import io.corral.tree.ensemble.EnsembleMember;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * How a Raft group becomes an ensemble: participants vote, observers learn. Whoever is neither learns as well while it is connected,
 * so that it goes on serving its clients, and is no member of the group otherwise. A pure function of what is seen.
 *
 * @param target the ensemble to be
 * @param status how the leader stands
 * @param connected the nodes to which it has a connection
 */
record GroupPlan(Ensemble target, RaftStatus status, Set<Long> connected) {
    /** A member that lacks something for longer than this is not in step. */
    private static final long IN_STEP_NANOS = Duration.ofSeconds(1).toNanos();

    /** Whether nobody has to be asked to vote, or to stop, any more; promotions may still come. */
    boolean isFulfilledBy(Membership membership) {
        return !membership.isJoint()
                && membership.completed().voters().equals(target.participants())
                && membership.learners().containsAll(target.observers());
    }

    /** Whether a majority of the participants to be is here and in step, as ZooKeeper wants it before anything begins. */
    boolean hasQuorum() {
        long there = target.participants().stream().filter(this::isInStep).count();
        return there * 2 > target.participants().size();
    }

    /** Whether a majority of the participants to be votes already: all others may stop. */
    boolean hasVotesIn(Membership membership) {
        Set<Long> participants = target.participants();
        long voting =
                participants.stream().filter(membership.voters()::contains).count();
        return voting * 2 > participants.size();
    }

    /**
     * Whether participants to be have to catch up before they vote, and so many that the group would be down to a few voters, or one,
     * if the others stopped now: what those commit could be lost with them.
     */
    boolean waitsForVotes() {
        Membership membership = status.membership();
        return !hasVotesIn(membership) && target.participants().stream().anyMatch(membership.promotable()::contains);
    }

    /** Whether some of the participants to be neither vote nor are about to. */
    boolean lacksArrivals() {
        Membership membership = status.membership();
        return target.participants().stream()
                .anyMatch(node -> !membership.voters().contains(node)
                        && !membership.promotable().contains(node));
    }

    private boolean isInStep(long node) {
        return node == status.nodeId()
                || status.peers().stream()
                        .filter(peer -> peer.id() == node)
                        .anyMatch(peer -> peer.matchIndex() > 0
                                && peer.mode() != FollowerMode.SNAPSHOT
                                && peer.lagNanos() < IN_STEP_NANOS
                                && peer.sinceContactNanos() < IN_STEP_NANOS);
    }

    /** What comes before everything else: members to be that are connected, and no members of the group yet, begin to learn. */
    Optional<MembershipChange> introduction() {
        TreeMap<Long, Standing> wanted = new TreeMap<>();
        for (EnsembleMember member : target.members()) {
            if (connected.contains(member.id()) && !status.membership().isMember(member.id())) {
                wanted.put(member.id(), Standing.LEARNER);
            }
        }
        return wanted.isEmpty() ? Optional.empty() : Optional.of(new MembershipChange(wanted));
    }

    /** Everybody becomes what it is to be. */
    MembershipChange whole() {
        TreeMap<Long, Standing> wanted = new TreeMap<>(arrivals().wanted());
        for (EnsembleMember member : target.members()) {
            if (!member.votes()) {
                wanted.put(member.id(), Standing.LEARNER);
            }
        }
        for (long node : status.membership().all()) {
            if (target.member(node).isEmpty()) {
                boolean here = node == status.nodeId() || connected.contains(node);
                wanted.put(node, here ? Standing.LEARNER : Standing.NON_MEMBER);
            }
        }
        return new MembershipChange(wanted);
    }

    /** Only those come that are to vote; nobody leaves or stops voting. */
    MembershipChange arrivals() {
        TreeMap<Long, Standing> wanted = new TreeMap<>();
        target.participants().forEach(node -> wanted.put(node, Standing.VOTER));
        return new MembershipChange(wanted);
    }
}
