package io.corral.raft.core;

import io.corral.raft.core.progress.FollowerProgress;
import io.corral.raft.message.EntryType;
import io.corral.raft.message.LogEntry;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What a leader does about a node that may have forgotten something. A founder, which never counted for anything, is welcome as it is;
 * every other loses its vote until it has caught up.
 *
 * <p>A founder is a node that has acknowledged nothing to the leader of the group's first term, while that leader still leads: all
 * entries there have ever been are its own, so no acknowledgement of the node was ever counted. Whether it still leads, it knows when
 * a majority without the node has taken an entry that it wrote after it had heard of the node.
 */
final class Readmission {

    private static final byte[] NO_PAYLOAD = new byte[0];

    private final ReplicaState state;
    private final Followers followers;
    private final MembershipDuty members;

    /** Nodes that have recovered, or tried to, under this leader, as something else than a founder. */
    private final Set<Long> known = new HashSet<>();

    /** The latest claim of each node to be a founder. */
    private final Map<Long, Claim> claims = new HashMap<>();

    /**
     * A node is taken for a founder.
     *
     * @param incarnation as which
     * @param proof once this entry is committed it is known to be one
     */
    private record Claim(long incarnation, long proof) {}

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
        Claim claim = claims.get(node);
        if (claim != null && claim.incarnation == incarnation) {
            if (state.commitIndex() >= claim.proof) {
                follower.welcome(incarnation);
            }
            return;
        }
        if (incarnation != follower.incarnation()) {
            if (isFounder(follower)) {
                LogEntry proof = state.append(EntryType.NOOP, NO_PAYLOAD);
                claims.put(node, new Claim(incarnation, proof.index()));
                return;
            }
            claims.remove(node);
            known.add(node);
            followers.startAnew(node);
            followers.of(node).recovers(incarnation);
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
