package io.corral.server.ensemble;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.raft.core.RaftRole;
import io.corral.raft.core.RaftStatus;
import io.corral.raft.core.membership.ChangeOutcome;
import io.corral.raft.core.membership.ChangeRefusal;
import io.corral.raft.core.membership.Membership;
import io.corral.raft.core.membership.MembershipChange;
import io.corral.raft.core.membership.Standing;
import io.corral.raft.core.progress.FollowerMode;
import io.corral.tree.ErrorCode;
import io.corral.tree.ensemble.Ensemble;
import io.corral.tree.ensemble.EnsembleMember;
import io.corral.tree.ensemble.MemberRole;
import io.corral.tree.ensemble.ReconfigProposal;
import io.corral.tree.session.OriginTag;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A leader that pursues the members 1, 4, 5 in place of 1, 2, 3")
class PursuitTest {
    private static final Set<Long> ALL = Set.of(1L, 2L, 3L, 4L, 5L);
    private static final long PATIENCE = Pursuit.PATIENCE.toNanos();
    private static final MembershipChange ARRIVALS =
            new MembershipChange(new TreeMap<>(Map.of(1L, Standing.VOTER, 4L, Standing.VOTER, 5L, Standing.VOTER)));

    private final Pursuit pursuit = new Pursuit(
            new ReconfigProposal(9, members(1, 4, 5), OriginTag.NOBODY, 1, 1, 1), new Ensemble(members(1, 2, 3), 5));

    @Test
    @DisplayName("lets nobody leave while those that arrive still catch up")
    void noOneLeavesBeforeAMajorityVotes() {
        Membership learning = group(Set.of(1L, 2L, 3L), Set.of(4L, 5L), Set.of());
        assertThat(pursuit.next(status(learning, ALL), ALL, 0)).hasValueSatisfying(PursuitTest::isWhole);
        refused(ChangeRefusal.NOT_CAUGHT_UP, learning, 0);
        assertThat(pursuit.next(status(learning, ALL), ALL, 0)).contains(ARRIVALS);

        Membership arrived = group(Set.of(1L, 2L, 3L), Set.of(4L, 5L), Set.of(4L, 5L));
        committed(arrived, 0);
        assertThat(pursuit.verdict()).isEmpty();
        assertThat(pursuit.next(status(arrived, ALL), ALL, 1)).isEmpty();

        Membership oneVotes = group(Set.of(1L, 2L, 3L, 4L), Set.of(5L), Set.of(5L));
        assertThat(pursuit.next(status(oneVotes, ALL), ALL, 2)).hasValueSatisfying(PursuitTest::isWhole);
        committed(group(Set.of(1L, 4L), Set.of(2L, 3L, 5L), Set.of(5L)), 3);
        assertThat(pursuit.verdict()).hasValue(ErrorCode.OK);
    }

    @Test
    @DisplayName("waits likewise when an earlier leader has let them arrive")
    void afterAnotherLeader() {
        Membership arrived = group(Set.of(1L, 2L, 3L), Set.of(4L, 5L), Set.of(4L, 5L));
        assertThat(pursuit.next(status(arrived, ALL), ALL, 0)).isEmpty();
        Membership halfArrived = group(Set.of(1L, 2L, 3L), Set.of(4L, 5L), Set.of(4L));
        assertThat(pursuit.next(status(halfArrived, ALL), ALL, 0)).contains(ARRIVALS);
    }

    @Test
    @DisplayName("does not call it done while one votes and the others catch up")
    void notDoneWithASingleVoter() {
        Membership alone = group(Set.of(1L), Set.of(2L, 3L, 4L, 5L), Set.of(4L, 5L));
        committed(alone, 0);
        assertThat(pursuit.verdict()).isEmpty();
        assertThat(pursuit.next(status(alone, ALL), ALL, 0)).isEmpty();
        assertThat(pursuit.next(status(alone, ALL), ALL, PATIENCE + 1)).isEmpty();
        assertThat(pursuit.next(status(alone, ALL), ALL, PATIENCE + 1)).hasValueSatisfying(change -> {
            assertThat(change.wanted()).containsEntry(2L, Standing.VOTER).containsEntry(4L, Standing.LEARNER);
        });
        committed(group(Set.of(1L, 2L, 3L), Set.of(4L, 5L), Set.of()), PATIENCE + 2);
        assertThat(pursuit.verdict()).hasValue(ErrorCode.NEW_CONFIG_NO_QUORUM);
    }

    @Test
    @DisplayName("counts its patience from the loss of the majority, not from the beginning")
    void patienceBeginsWithTheLoss() {
        Membership learning = group(Set.of(1L, 2L, 3L), Set.of(4L, 5L), Set.of());
        Set<Long> away = Set.of(1L, 2L, 3L);
        long late = 5 * PATIENCE;
        assertThat(pursuit.next(status(learning, away), away, 0)).isEmpty();
        assertThat(pursuit.next(status(learning, ALL), ALL, PATIENCE)).isPresent();
        assertThat(pursuit.next(status(learning, away), away, late)).isEmpty();
        assertThat(pursuit.next(status(learning, away), away, late + PATIENCE)).isEmpty();
        assertThat(pursuit.next(status(learning, ALL), ALL, late + PATIENCE)).hasValueSatisfying(PursuitTest::isWhole);
    }

    @Test
    @DisplayName("gives up when a majority stays away, or the group goes on refusing")
    void givesUp() {
        Membership learning = group(Set.of(1L, 2L, 3L), Set.of(4L, 5L), Set.of());
        refused(ChangeRefusal.MAJORITY_AWAY, learning, 3 * PATIENCE);
        assertThat(pursuit.next(status(learning, ALL), ALL, 3 * PATIENCE)).hasValueSatisfying(PursuitTest::isWhole);
        refused(ChangeRefusal.MAJORITY_AWAY, learning, 4 * PATIENCE + 1);
        pursuit.next(status(learning, ALL), ALL, 4 * PATIENCE + 1);
        committed(group(Set.of(1L, 2L, 3L), Set.of(4L, 5L), Set.of()), 4 * PATIENCE + 2);
        assertThat(pursuit.verdict()).hasValue(ErrorCode.NEW_CONFIG_NO_QUORUM);
    }

    private static void isWhole(MembershipChange change) {
        assertThat(change.wanted()).containsEntry(2L, Standing.LEARNER).containsEntry(4L, Standing.VOTER);
    }

    private void refused(ChangeRefusal reason, Membership membership, long nowNanos) {
        pursuit.noted(new ChangeOutcome.Refused(reason), status(membership, ALL), nowNanos);
    }

    private void committed(Membership membership, long nowNanos) {
        pursuit.noted(new ChangeOutcome.Committed(9, membership), status(membership, ALL), nowNanos);
    }

    private static Membership group(Set<Long> voters, Set<Long> learners, Set<Long> promotable) {
        return new Membership(voters, learners, Set.of(), Set.of(), promotable);
    }

    private static RaftStatus status(Membership membership, Set<Long> inStep) {
        List<RaftStatus.PeerStatus> peers = new ArrayList<>();
        for (long id = 2; id <= 5; id++) {
            long matched = inStep.contains(id) ? 10 : 0;
            peers.add(new RaftStatus.PeerStatus(id, FollowerMode.REPLICATE, matched, 11, 0, 0, 0, 0));
        }
        return new RaftStatus(1, RaftRole.LEADER, 1, 1, membership, membership, 10, 10, 1, 10, 10, 0, 0, 0, peers);
    }

    private static List<EnsembleMember> members(long... ids) {
        List<EnsembleMember> members = new ArrayList<>();
        for (long id : ids) {
            members.add(new EnsembleMember(id, "h" + id, 1, 2, MemberRole.PARTICIPANT, Optional.empty()));
        }
        return members;
    }
}
