package io.corral.sim.promise;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.raft.core.membership.Membership;
import io.corral.raft.core.membership.MembershipChange;
import io.corral.raft.core.membership.Standing;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What operators may ask of a group of which somebody has lost a disk. */
@DisplayName("After the loss of a disk, a change of members")
class LossPromiseTest {
    private static final Membership SOLE_VOTER = new Membership(Set.of(3L), Set.of(1L), Set.of());

    private static MembershipChange votes(long... nodes) {
        MembershipChange change = new MembershipChange(new TreeMap<>());
        for (long node : nodes) {
            change = change.and(node, Standing.VOTER);
        }
        return change;
    }

    @Test
    @DisplayName("is fine when those who lost nothing are a majority at each step of it")
    void enoughAreLeft() {
        Membership three = Membership.ofVoters(Set.of(1L, 2L, 3L));

        assertThat(LossPromise.allows(votes(4), three, Set.of(1L))).isTrue();
    }

    /** Seed 539174 of the world {@code core}: the group waited for the vote of a node that had nothing left. */
    @Test
    @DisplayName(
            "may not depend on who lost it being promoted after the others: the leader may still take it for caught up")
    void theLoserMayBePromotedFirst() {
        MembershipChange change = votes(1, 2, 5);

        assertThat(LossPromise.allows(change, SOLE_VOTER, Set.of(1L))).isFalse();
        assertThat(LossPromise.allows(change, SOLE_VOTER, Set.of())).isTrue();
    }

    @Test
    @DisplayName("may leave the loser where it is")
    void theLoserStays() {
        MembershipChange change = new MembershipChange(new TreeMap<>(Map.of(2L, Standing.LEARNER)));

        assertThat(LossPromise.allows(change, SOLE_VOTER, Set.of(1L))).isTrue();
    }
}
