package io.corral.raft.core.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

@Label("A membership")
class MembershipPropertiesTest {
    private static final long NODES = 5;

    @Property
    @Label("survives being written into the log")
    void roundTrip(@ForAll("memberships") Membership membership) {
        assertThat(MembershipCodec.decode(MembershipCodec.encode(membership))).isEqualTo(membership);
    }

    @Property
    @Label("is not read from a payload that is shorter, longer, or of another version")
    void damaged(@ForAll("memberships") Membership membership, @ForAll @IntRange(min = 1, max = 5) int off) {
        byte[] payload = MembershipCodec.encode(membership);
        byte[] other = payload.clone();
        other[0]++;
        for (byte[] wrong : List.of(
                Arrays.copyOf(payload, Math.max(0, payload.length - off)),
                Arrays.copyOf(payload, payload.length + off),
                other)) {
            assertThatThrownBy(() -> MembershipCodec.decode(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Property
    @Label(
            "changes so that a majority before and a majority during the change always share a node, and so on to the end")
    void majoritiesMeet(
            @ForAll("memberships") Membership start,
            @ForAll("changes") MembershipChange change,
            @ForAll Set<@LongRange(min = 1, max = NODES) Long> caughtUp) {
        Membership present = start.settled();
        if (present.voters().isEmpty()
                || change.hindrance(present, caughtUp::contains).isPresent()) {
            return;
        }
        Membership target = change.appliedTo(present, caughtUp::contains);
        Membership first = present.towards(target);
        assertThat(first.settled()).isEqualTo(target);
        assertThat(first.isJoint()).isEqualTo(!target.voters().equals(present.voters()));
        assertMajoritiesMeet(present, first);
        assertMajoritiesMeet(first, first.settled());
        assertThat(Collections.disjoint(target.voters(), target.learners())).isTrue();
    }

    private static void assertMajoritiesMeet(Membership one, Membership other) {
        List<Set<Long>> subsets = subsets();
        List<Set<Long>> ofOther =
                subsets.stream().filter(nodes -> decides(other, nodes)).toList();
        for (Set<Long> nodes : subsets) {
            if (decides(one, nodes)) {
                assertThat(ofOther).noneMatch(others -> Collections.disjoint(nodes, others));
            }
        }
    }

    @Property
    @Label("that is viable has a full voter in every majority")
    void fullVoterInEveryMajority(@ForAll("memberships") Membership any) {
        Membership membership = any.settled();
        boolean witnessesAlone = subsets().stream()
                .filter(nodes -> decides(membership, nodes))
                .anyMatch(nodes -> membership.witnesses().containsAll(nodes));
        assertThat(membership.isViable())
                .isEqualTo(!witnessesAlone && !membership.voters().isEmpty());
    }

    @Property
    @Label("never makes a witness of a full member nor the other way round")
    void kindIsFixed(
            @ForAll("memberships") Membership start,
            @ForAll("changes") MembershipChange change,
            @ForAll Set<@LongRange(min = 1, max = NODES) Long> caughtUp) {
        Membership present = start.settled();
        if (change.hindrance(present, caughtUp::contains).isPresent()) {
            return;
        }
        Membership target = change.appliedTo(present, caughtUp::contains);
        for (long node : present.all()) {
            assertThat(!target.isMember(node) || target.isWitness(node) == present.isWitness(node))
                    .isTrue();
        }
    }

    @Property
    @Label("gives everyone the standing that was asked for, at the latest once learners are promoted")
    void fulfilsTheChange(
            @ForAll("memberships") Membership start,
            @ForAll("changes") MembershipChange change,
            @ForAll Set<@LongRange(min = 1, max = NODES) Long> caughtUp) {
        Membership present = start.settled();
        if (change.hindrance(present, caughtUp::contains).isPresent()) {
            return;
        }
        Membership completed = change.appliedTo(present, caughtUp::contains).completed();
        change.wanted()
                .forEach((node, standing) ->
                        assertThat(standingOf(node, completed)).isEqualTo(standing));
        assertThat(change.hindrance(completed, node -> false)).isEmpty();
        assertThat(change.appliedTo(completed, node -> false)).isEqualTo(completed);
    }

    @Property
    @Label("does not forget, of those who stay, as what they were readmitted after a loss")
    void remembersReadmissions(
            @ForAll("memberships") Membership start,
            @ForAll("changes") MembershipChange change,
            @ForAll @LongRange(min = 1, max = NODES) long node,
            @ForAll @LongRange(min = 1) long incarnation) {
        Membership present = start.settled().recording(node, incarnation);
        Membership target = change.appliedTo(present, each -> true);
        boolean stays = present.isMember(node) && target.isMember(node);
        assertThat(target.incarnation(node)).isEqualTo(stays ? incarnation : 0);
    }

    private static Standing standingOf(long node, Membership membership) {
        if (!membership.isMember(node)) {
            return Standing.NON_MEMBER;
        }
        if (membership.learners().contains(node)) {
            return Standing.LEARNER;
        }
        return membership.isWitness(node) ? Standing.WITNESS : Standing.VOTER;
    }

    private static boolean decides(Membership membership, Set<Long> nodes) {
        return isMajority(membership.voters(), nodes::contains)
                && (!membership.isJoint() || isMajority(membership.outgoingVoters(), nodes::contains));
    }

    private static boolean isMajority(Set<Long> voters, Predicate<Long> agrees) {
        return voters.stream().filter(agrees).count() * 2 > voters.size();
    }

    private static List<Set<Long>> subsets() {
        return IntStream.range(0, 1 << NODES)
                .mapToObj(bits -> {
                    Set<Long> nodes = new HashSet<>();
                    for (long node = 1; node <= NODES; node++) {
                        if ((bits >> (node - 1) & 1) == 1) {
                            nodes.add(node);
                        }
                    }
                    return nodes;
                })
                .toList();
    }

    /** For each node: nothing, voter, learner, learner to be promoted; outgoing or not; witness or not. */
    @Provide
    Arbitrary<Membership> memberships() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 3).list().ofSize((int) NODES),
                        Arbitraries.longs().between(1, NODES).set(),
                        Arbitraries.longs().between(1, NODES).set().ofMaxSize(2))
                .as((capacities, outgoing, witnesses) -> {
                    Set<Long> voters = those(capacities, capacity -> capacity == 1);
                    Set<Long> learners = those(capacities, capacity -> capacity >= 2);
                    Set<Long> members = new TreeSet<>(outgoing);
                    members.addAll(voters);
                    members.addAll(learners);
                    members.retainAll(witnesses);
                    return new Membership(
                            voters, learners, outgoing, members, those(capacities, capacity -> capacity == 3));
                });
    }

    private static Set<Long> those(List<Integer> capacities, Predicate<Integer> condition) {
        Set<Long> nodes = new TreeSet<>();
        for (int i = 0; i < capacities.size(); i++) {
            if (condition.test(capacities.get(i))) {
                nodes.add(i + 1L);
            }
        }
        return nodes;
    }

    @Provide
    Arbitrary<MembershipChange> changes() {
        return Arbitraries.maps(Arbitraries.longs().between(1, NODES), Arbitraries.of(Standing.class))
                .map((Map<Long, Standing> wanted) -> new MembershipChange(new TreeMap<>(wanted)));
    }
}
