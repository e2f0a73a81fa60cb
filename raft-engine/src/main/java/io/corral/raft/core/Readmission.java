package io.corral.raft.core;

import io.corral.raft.core.progress.FollowerProgress;
import java.util.HashSet;
import java.util.Set;

/**
 * What a leader does about a node that may have forgotten something. A founder, which nobody can have counted on, is welcome as it
 * is; every other loses its vote until it has caught up.
 *
 * <p>A founder is a node that has acknowledged nothing to the leader of the group's first term, while that leader still leads: all
 * entries there have ever been are its own, so no acknowledgement of the node was ever counted.
 */
final class Readmission {

    private final ReplicaState state;
    private final Followers followers;
    private final MembershipDuty members;

    /** Nodes that have recovered, or tried to, under this leader, as something else than a founder. */
    private final Set<Long> known = new HashSet<>();

    Readmission(ReplicaState state, Followers followers, MembershipDuty members) {
        this.state = state;
        this.followers = followers;
        this.members = members;
    }

    /** A node answers, and says that it recovers if the incarnation is not 0; to be called before the rest of the answer is taken in. */
    void heard(long node, long incarnation) {
        FollowerProgress follower = followers.find(node);
        if (incarnation == 0 || follower == null || incarnation == follower.welcomed()) {
            // Who was welcomed and is not over it yet hears of it with every message; who is over it answered this
            // before.
            return;
        }
        if (incarnation != follower.incarnation() && !isFounder(follower)) {
            known.add(node);
            followers.startAnew(node);
            followers.of(node).recovers(incarnation);
        } else if (incarnation != follower.incarnation()) {
            follower.welcome(incarnation);
        }
        boolean isToLoseItsVote = known.contains(node) && state.membership().incarnation(node) != incarnation;
        if (isToLoseItsVote) {
            // Tried again with each answer, until no other change is in the way.
            members.demote(node, incarnation);
        }
    }

    private boolean isFounder(FollowerProgress follower) {
        return state.log.boundaryIndex() == 0
                && state.log.lastIndex() > 0
                && state.log.termAt(1) == state.term()
                && follower.matchIndex() == 0
                && !known.contains(follower.id());
    }
}
