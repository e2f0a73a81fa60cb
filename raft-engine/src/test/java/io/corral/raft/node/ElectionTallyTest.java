package io.corral.raft.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.raft.core.RaftRole;
import io.corral.raft.core.RoleChange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The tally of elections")
class ElectionTallyTest {
    private final ElectionTally tally = new ElectionTally();

    private void becomes(RaftRole role, long term, long leader) {
        tally.note(new RoleChange(role, term, leader));
    }

    @Test
    @DisplayName("counts an election that is won, with the question before it")
    void won() {
        becomes(RaftRole.PRE_CANDIDATE, 1, 0);
        becomes(RaftRole.CANDIDATE, 2, 0);
        becomes(RaftRole.LEADER, 2, 7);
        assertThat(tally.read()).isEqualTo(new ElectionCounts(1, 1, 1, 0, 1));
    }

    @Test
    @DisplayName("counts the election of a node that is alone, which is over in one step")
    void alone() {
        becomes(RaftRole.LEADER, 1, 7);
        assertThat(tally.read()).isEqualTo(new ElectionCounts(0, 1, 1, 0, 1));
    }

    @Test
    @DisplayName("counts an election that another wins as lost")
    void lost() {
        becomes(RaftRole.PRE_CANDIDATE, 1, 0);
        becomes(RaftRole.CANDIDATE, 2, 0);
        becomes(RaftRole.FOLLOWER, 2, 3);
        assertThat(tally.read()).isEqualTo(new ElectionCounts(1, 1, 0, 1, 1));
    }

    @Test
    @DisplayName("counts an election that nobody wins, and the next one")
    void undecided() {
        becomes(RaftRole.CANDIDATE, 2, 0);
        becomes(RaftRole.PRE_CANDIDATE, 2, 0);
        becomes(RaftRole.CANDIDATE, 3, 0);
        becomes(RaftRole.LEADER, 3, 7);
        assertThat(tally.read()).isEqualTo(new ElectionCounts(1, 2, 1, 1, 1));
    }

    @Test
    @DisplayName("does not count the same leader twice")
    void sameLeader() {
        becomes(RaftRole.FOLLOWER, 1, 3);
        becomes(RaftRole.FOLLOWER, 1, 0);
        becomes(RaftRole.FOLLOWER, 1, 3);
        becomes(RaftRole.FOLLOWER, 2, 5);
        assertThat(tally.read().leaderChanges()).isEqualTo(2);
    }
}
