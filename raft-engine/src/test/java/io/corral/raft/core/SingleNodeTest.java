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
    @DisplayName("leads at its first tick and commits what its own disk has")
    void leadsAtOnce() {
        Effects start = core.step(new Input.Tick(1_000_000));
        assertThat(start.roleChange()).contains(new RoleChange(RaftRole.LEADER, 1, 1));
        Persist persist = start.persist().orElseThrow();
        assertThat(persist.hardState()).contains(new HardState(1, 1));
        assertThat(persist.entries()).extracting(LogEntry::type).containsExactly(EntryType.NOOP);
        assertThat(start.committed()).isEmpty();

        Effects durable = core.step(new Input.Persisted(persist.sequence()));
        assertThat(durable.committed()).isEqualTo(persist.entries());
    }

    @Test
    @DisplayName("grants a read as soon as it knows what is committed, and not before")
    void readWaitsForTheFirstCommit() {
        Effects start = core.step(new Input.Tick(0));
        core.step(new Input.ReadRequested(5));
        assertThat(core.step(new Input.RoundEnded()).readsGranted()).isEmpty();
        core.step(new Input.Persisted(start.persist().orElseThrow().sequence()));
        assertThat(core.step(new Input.RoundEnded()).readsGranted()).containsExactly(new ReadGrant(5, 1));
        core.step(new Input.ReadRequested(6));
        assertThat(core.step(new Input.RoundEnded()).readsGranted()).containsExactly(new ReadGrant(6, 1));
    }

    @Test
    @DisplayName("commits a batch of proposals in order")
    void commitsInOrder() {
        core.step(new Input.Tick(0));
        Persist persist = core.step(new Input.Propose(List.of(new byte[] {1}, new byte[] {2})))
                .persist()
                .orElseThrow();
        assertThat(core.step(new Input.Persisted(persist.sequence())).committed())
                .extracting(LogEntry::index)
                .containsExactly(1L, 2L, 3L);
        assertThat(core.step(new Input.Applied(3)).committed()).isEmpty();
        assertThat(core.status().appliedIndex()).isEqualTo(3);
    }
}
