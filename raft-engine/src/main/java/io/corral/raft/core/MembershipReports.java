package io.corral.raft.core;

import io.corral.raft.core.membership.Membership;
import io.corral.raft.core.membership.MembershipHistory;

/** Notices, after each step, whether the members are others than before. */
final class MembershipReports {

    private final ReplicaState state;
    private Membership reported;
    private boolean member;

    MembershipReports(ReplicaState state) {
        this.state = state;
        reported = state.membership();
        member = state.memberships().anyMatches(membership -> membership.isMember(state.self()));
    }

    void afterStep() {
        MembershipHistory memberships = state.memberships();
        if (!memberships.inForce().equals(reported)) {
            reported = memberships.inForce();
            state.outbox.tell(new MembershipNews.InForce(memberships.inForceIndex(), reported));
        }
        boolean still = memberships.anyMatches(membership -> membership.isMember(state.self()));
        if (still) {
            member = true;
        } else if (member && state.isInThePresent()) {
            // Before, the log may go on to say that it is a member again.
            member = false;
            state.outbox.tell(new MembershipNews.Removed(memberships.committedIndex(), memberships.committed()));
        }
    }
}
