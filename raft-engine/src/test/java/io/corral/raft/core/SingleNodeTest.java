package io.corral.raft.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.raft.core.membership.Membership;
import io.corral.raft.message.EntryType;
import io.corral.raft.message.LogEntry;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A group of one node")
class SingleNodeTest {

    private final RaftCore core = new RaftCore(
            RaftSettings.defaults(1, 7),
            RestoredState.initial(Membership.ofVoters(Set.of(1L))),
            new NothingPersisted(),
            new Random(1));

    @Test
    @DisplayName("campaigns at its first tick, leads when its own vote is durable, and commits what its own disk has")
    void leadsAtOnce() {
        Effects start = core.step(new Input.Tick(1_000_000));
        assertThat(start.roleChange()).contains(new RoleChange(RaftRole.CANDIDATE, 1, 0));
        Persist vote = start.persist().orElseThrow();
        assertThat(vote.hardState()).contains(new HardState(1, 1));
        assertThat(vote.entries()).isEmpty();
        assertThat(core.step(new Input.Tick(2_000_000)).roleChange())
                .as("it may crash and forget the vote")
                .isEmpty();

        Effects elected = core.step(new Input.Persisted(vote.sequence()));
        assertThat(elected.roleChange()).contains(new RoleChange(RaftRole.LEADER, 1, 1));
        Persist persist = elected.persist().orElseThrow();
        assertThat(persist.entries()).extracting(LogEntry::type).containsExactly(EntryType.NOOP);
        assertThat(elected.committed()).isEmpty();

        Effects durable = core.step(new Input.Persisted(persist.sequence()));
        assertThat(durable.committed()).isEqualTo(persist.entries());
    }

    @Test
    @DisplayName("grants a read as soon as it knows what is committed, and not before")
    void readWaitsForTheFirstCommit() {
        Effects elected = lead();
        core.step(new Input.ReadRequested(5));
        assertThat(core.step(new Input.RoundEnded()).readsGranted()).isEmpty();
        core.step(new Input.Persisted(elected.persist().orElseThrow().sequence()));
        assertThat(core.step(new Input.RoundEnded()).readsGranted()).containsExactly(new ReadGrant(5, 1));
        core.step(new Input.ReadRequested(6));
        assertThat(core.step(new Input.RoundEnded()).readsGranted()).containsExactly(new ReadGrant(6, 1));
    }

    @Test
    @DisplayName("commits a batch of proposals in order")
    void commitsInOrder() {
        lead();
        Persist persist = core.step(new Input.Propose(List.of(new byte[] {1}, new byte[] {2})))
                .persist()
                .orElseThrow();
        assertThat(core.step(new Input.Persisted(persist.sequence())).committed())
                .extracting(LogEntry::index)
                .containsExactly(1L, 2L, 3L);
        assertThat(core.step(new Input.Applied(3)).committed()).isEmpty();
        assertThat(core.status().appliedIndex()).isEqualTo(3);
    }

    private Effects lead() {
        Persist vote = core.step(new Input.Tick(0)).persist().orElseThrow();
        return core.step(new Input.Persisted(vote.sequence()));
    }
}
