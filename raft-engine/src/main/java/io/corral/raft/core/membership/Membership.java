package io.corral.raft.core.membership;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Members of a group. While {@code outgoingVoters} is not empty the group is between two memberships (joint consensus, thesis
 * section 4.3) and every decision needs a majority of both sets of voters.
 *
 * <p>A witness votes and keeps the log's indexes and terms, but neither payloads nor a state, so it can never lead. What a node
 * is in that respect does not change as long as it is a member. Every majority contains a full voter, so that what is committed
 * is somewhere: of {@code n} voters at most {@code n / 2} are witnesses.
 *
 * <p>All sets iterate in ascending order, so that nothing depends on hashing.
 *
 * @param voters nodes that vote and count towards commit; none of them learns
 * @param learners nodes that receive the log but do not count; while joint, an outgoing voter may be among them that goes on as a
 *     learner
 * @param outgoingVoters voters of the membership being left; empty when not joint
 * @param witnesses members without payloads and state, in whatever other capacity
 * @param promotable learners that shall vote as soon as they have caught up
 * @param incarnations of members that lost their vote because they had lost what they acknowledged, as which incarnation; kept when
 *     they vote again, by which they know that they may
 */
public record Membership(
        Set<Long> voters,
        Set<Long> learners,
        Set<Long> outgoingVoters,
        Set<Long> witnesses,
        Set<Long> promotable,
        Map<Long, Long> incarnations) {

    /** Nobody: where a node begins that is going to be added to a group and knows nothing of it yet. */
    public static final Membership NONE = ofVoters(Set.of());

    /**
     * Copies the sets into ordered, unmodifiable ones.
     *
     * @throws IllegalArgumentException when a voter learns, a witness is no member, or a promotable node no learner
     */
    public Membership {
        voters = ordered(voters);
        learners = ordered(learners);
        outgoingVoters = ordered(outgoingVoters);
        witnesses = ordered(witnesses);
        promotable = ordered(promotable);
        TreeMap<Long, Long> named = new TreeMap<>(incarnations);
        named.keySet().retainAll(members(voters, learners, outgoingVoters));
        incarnations = Collections.unmodifiableSortedMap(named);
        if (!Collections.disjoint(voters, learners)) {
            throw new IllegalArgumentException("voters " + voters + " and learners " + learners + " overlap");
        }
        if (!learners.containsAll(promotable)) {
            throw new IllegalArgumentException("to be promoted " + promotable + " of learners " + learners);
        }
        for (long witness : witnesses) {
            if (!voters.contains(witness) && !learners.contains(witness) && !outgoingVoters.contains(witness)) {
                throw new IllegalArgumentException("witness " + witness + " is no member");
            }
        }
    }

    /** Nobody who has lost anything. */
    public Membership(
            Set<Long> voters, Set<Long> learners, Set<Long> outgoingVoters, Set<Long> witnesses, Set<Long> promotable) {
        this(voters, learners, outgoingVoters, witnesses, promotable, Map.of());
    }

    /** Full members only, and nobody to be promoted. */
    public Membership(Set<Long> voters, Set<Long> learners, Set<Long> outgoingVoters) {
        this(voters, learners, outgoingVoters, Set.of(), Set.of());
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

    /** Whether the node belongs to the group in whatever capacity. */
    public boolean isMember(long node) {
        return isVoter(node) || learners.contains(node);
    }

    /** Whether the node keeps neither payloads nor a state. */
    public boolean isWitness(long node) {
        return witnesses.contains(node);
    }

    /** Whether the node may campaign and lead: it votes, and holds what it would have to replicate. */
    public boolean mayLead(long node) {
        return isVoter(node) && !isWitness(node);
    }

    /** Every node of the group, in ascending order. */
    public SortedSet<Long> all() {
        return Collections.unmodifiableSortedSet(members(voters, learners, outgoingVoters));
    }

    private static SortedSet<Long> members(Set<Long> voters, Set<Long> learners, Set<Long> outgoingVoters) {
        SortedSet<Long> nodes = new TreeSet<>(voters);
        nodes.addAll(outgoingVoters);
        nodes.addAll(learners);
        return nodes;
    }

    /** The incarnation as which the node last lost its vote; 0 = it never did. */
    public long incarnation(long node) {
        return incarnations.getOrDefault(node, 0L);
    }

    /** The same, saying as which incarnation the node has lost what it had. */
    public Membership recording(long node, long incarnation) {
        Map<Long, Long> named = new TreeMap<>(incarnations);
        named.put(node, incarnation);
        return new Membership(voters, learners, outgoingVoters, witnesses, promotable, named);
    }

    /** The membership that a joint one leads to; the same when it is not joint. */
    public Membership settled() {
        return isJoint()
                ? new Membership(voters, learners, Set.of(), staying(voters, learners), promotable, incarnations)
                : this;
    }

    /** The membership once everybody is promoted that shall be. */
    public Membership completed() {
        return promoting(promotable).settled();
    }

    /** The same, but these learners vote. Not joint: see {@link #towards}. */
    public Membership promoting(Set<Long> nodes) {
        return new Membership(
                with(voters, nodes),
                without(learners, nodes),
                outgoingVoters,
                witnesses,
                without(promotable, nodes),
                incarnations);
    }

    /** The same, but this voter only learns until it has caught up again. Not joint: see {@link #towards}. */
    public Membership demoting(long node) {
        Set<Long> one = Set.of(node);
        return new Membership(
                without(voters, one),
                with(learners, one),
                outgoingVoters,
                witnesses,
                with(promotable, one),
                incarnations);
    }

    /**
     * The first membership on the way from this one, which is not joint, to another that is not either: joint when the voters
     * differ, and otherwise already the other one, since learners decide nothing.
     */
    public Membership towards(Membership target) {
        return target.voters.equals(voters)
                ? target
                : new Membership(
                        target.voters,
                        target.learners,
                        voters,
                        with(target.witnesses, staying(voters, Set.of())),
                        target.promotable,
                        target.incarnations);
    }

    /** Whether there is a full voter in every majority, and so at least one voter. */
    public boolean isViable() {
        long witnessVoters = voters.stream().filter(witnesses::contains).count();
        return !voters.isEmpty() && witnessVoters * 2 <= voters.size();
    }

    /** The witnesses among these nodes. */
    private Set<Long> staying(Set<Long> some, Set<Long> others) {
        Set<Long> nodes = new TreeSet<>(witnesses);
        nodes.removeIf(node -> !some.contains(node) && !others.contains(node));
        return nodes;
    }

    private static Set<Long> with(Set<Long> nodes, Collection<Long> more) {
        Set<Long> sum = new TreeSet<>(nodes);
        sum.addAll(more);
        return sum;
    }

    private static Set<Long> without(Set<Long> nodes, Collection<Long> fewer) {
        Set<Long> difference = new TreeSet<>(nodes);
        difference.removeAll(fewer);
        return difference;
    }

    private static Set<Long> ordered(Set<Long> nodes) {
        return Collections.unmodifiableSortedSet(new TreeSet<>(nodes));
    }

    /** In words, naming only what there is. */
    @Override
    public String toString() {
        StringBuilder words = new StringBuilder("voters ").append(voters);
        append(words, ", leaving voters ", outgoingVoters);
        append(words, ", learners ", learners);
        append(words, ", to be promoted ", promotable);
        append(words, ", witnesses ", witnesses);
        append(words, ", readmitted ", incarnations.keySet());
        return words.toString();
    }

    private static void append(StringBuilder words, String what, Set<Long> nodes) {
        if (!nodes.isEmpty()) {
            words.append(what).append(nodes);
        }
    }
}
