package io.corral.server.ensemble;

import io.corral.raft.core.RaftStatus;
import io.corral.raft.core.membership.Membership;
import io.corral.raft.core.membership.MembershipChange;
import io.corral.raft.core.membership.Standing;
import io.corral.tree.ensemble.Ensemble;
import io.corral.tree.ensemble.EnsembleMember;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Servers that are no members of the ensemble and yet there, as ZooKeeper's leader lets them follow: those that are to be added, and
 * those that were removed and still run. In the Raft group they learn while they are connected, and are dropped some time after.
 */
final class GuestCare {
    private static final long ABSENCE_NANOS = Duration.ofSeconds(30).toNanos();

    private final Map<Long, Long> absentSince = new HashMap<>();

    /**
     * What to change about the group next, for the sake of guests, and of members that the group lacks.
     *
     * @param status how the leader stands
     * @param connected the nodes to which it has a connection
     * @param ensemble the members
     */
    Optional<MembershipChange> next(RaftStatus status, Set<Long> connected, Ensemble ensemble, long nowNanos) {
        Membership membership = status.membership();
        if (membership.isJoint()) {
            return Optional.empty();
        }
        for (EnsembleMember member : ensemble.members()) {
            if (!membership.isMember(member.id())) {
                return change(member.id(), member.votes() ? Standing.VOTER : Standing.LEARNER);
            }
        }
        for (long node : connected) {
            if (!membership.isMember(node)) {
                return change(node, Standing.LEARNER);
            }
        }
        return departed(membership, connected, ensemble, nowNanos);
    }

    private Optional<MembershipChange> departed(
            Membership membership, Set<Long> connected, Ensemble ensemble, long nowNanos) {
        absentSince.keySet().removeAll(connected);
        absentSince.keySet().retainAll(membership.learners());
        for (long node : membership.learners()) {
            if (ensemble.member(node).isPresent() || connected.contains(node)) {
                continue;
            }
            Long since = absentSince.putIfAbsent(node, nowNanos);
            if (since != null && nowNanos - since > ABSENCE_NANOS) {
                return change(node, Standing.NON_MEMBER);
            }
        }
        return Optional.empty();
    }

    private static Optional<MembershipChange> change(long node, Standing standing) {
        return Optional.of(MembershipChange.of(node, standing));
    }

    /** Another server leads. */
    void forget() {
        absentSince.clear();
    }
}
