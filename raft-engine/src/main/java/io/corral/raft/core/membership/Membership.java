package io.corral.raft.core.membership;

import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Members of a group. While {@code outgoingVoters} is not empty the group is between two memberships (joint consensus, thesis
 * section 4.3) and every decision needs a majority of both sets of voters.
 *
 * <p>All sets iterate in ascending order, so that nothing depends on hashing.
 *
 * @param voters nodes that vote and count towards commit
 * @param learners nodes that receive the log but do not count
 * @param outgoingVoters voters of the membership being left; empty when not joint
 */
public record Membership(Set<Long> voters, Set<Long> learners, Set<Long> outgoingVoters) {

    /** Copies the sets into ordered, unmodifiable ones. */
    public Membership {
        voters = ordered(voters);
        learners = ordered(learners);
        outgoingVoters = ordered(outgoingVoters);
    }

    /** A plain membership: these nodes vote, nobody learns. */
    public static Membership ofVoters(Set<Long> voters) {
        return new Membership(voters, Set.of(), Set.of());
    }

    /** Whether the group is between two memberships. */
    public boolean isJoint() {
        return !outgoingVoters.isEmpty();
    }

    /** Whether the node votes in either set. */
    public boolean isVoter(long node) {
        return voters.contains(node) || outgoingVoters.contains(node);
    }

    /** Every node of the group, in ascending order. */
    public SortedSet<Long> all() {
        SortedSet<Long> nodes = new TreeSet<>(voters);
        nodes.addAll(outgoingVoters);
        nodes.addAll(learners);
        return Collections.unmodifiableSortedSet(nodes);
    }

    private static Set<Long> ordered(Set<Long> nodes) {
        return Collections.unmodifiableSortedSet(new TreeSet<>(nodes));
    }
}
