package io.corral.raft.core.quorum;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.raft.core.membership.Membership;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** The arithmetic of majorities against the definition, counted out. */
@Label("A quorum")
class QuorumPropertiesTest {

    private static final long NODES = 9;

    @Property
    @Label("has reached the largest number that more than half of either set has reached")
    void reachedByMajority(
            @ForAll @Size(min = 1, max = 7) Set<@LongRange(min = 1, max = NODES) Long> voters,
            @ForAll @Size(max = 7) Set<@LongRange(min = 1, max = NODES) Long> outgoing,
            @ForAll @Size(9) List<@LongRange(max = 20) Long> reached) {
        Quorum quorum = new Quorum(new Membership(voters, Set.of(), outgoing));
        Map<Long, Long> byNode = new TreeMap<>();
        for (long node = 1; node <= NODES; node++) {
            byNode.put(node, reached.get((int) node - 1));
        }

        long value = quorum.reachedByMajority(byNode::get);

        assertThat(agree(voters, outgoing, node -> byNode.get(node) >= value)).isTrue();
        assertThat(agree(voters, outgoing, node -> byNode.get(node) > value)).isFalse();
    }

    @Property
    @Label("is won when enough granted, lost when enough can no longer grant, and pending otherwise")
    void tally(
            @ForAll @Size(min = 1, max = 7) Set<@LongRange(min = 1, max = NODES) Long> voters,
            @ForAll @Size(max = 7) Set<@LongRange(min = 1, max = NODES) Long> outgoing,
            @ForAll Set<@LongRange(min = 1, max = NODES) Long> granted,
            @ForAll Set<@LongRange(min = 1, max = NODES) Long> answered) {
        Set<Long> refused = new TreeSet<>(answered);
        refused.removeAll(granted);

        VoteResult result = new Quorum(new Membership(voters, Set.of(), outgoing)).tally(granted, refused);

        VoteResult expected = VoteResult.PENDING;
        if (agree(voters, outgoing, granted::contains)) {
            expected = VoteResult.WON;
        } else if (!agree(voters, outgoing, node -> !refused.contains(node))) {
            expected = VoteResult.LOST;
        }
        assertThat(result).isEqualTo(expected);
    }

    private static boolean agree(Set<Long> voters, Set<Long> outgoing, Predicate<Long> does) {
        return majority(voters, does) && (outgoing.isEmpty() || majority(outgoing, does));
    }

    private static boolean majority(Set<Long> nodes, Predicate<Long> does) {
        return nodes.stream().filter(does).count() * 2 > nodes.size();
    }
}
