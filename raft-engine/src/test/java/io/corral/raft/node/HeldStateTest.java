package io.corral.raft.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.corral.raft.core.membership.Membership;
import io.corral.raft.core.membership.MembershipChange;
import io.corral.raft.core.membership.Standing;
import io.corral.raft.message.EntryType;
import io.corral.raft.message.LogEntry;
import io.corral.raft.message.SnapshotMeta;
import io.corral.raft.port.SnapshotStorage;
import io.corral.raft.port.StateCapture;
import io.corral.raft.port.StateMachine;
import io.corral.raft.snapshot.MemorySnapshotStorage;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A node whose newest snapshot has no content")
class HeldStateTest {
    private static final long SELF = 1;
    private static final LogEntry NEXT = new LogEntry(8, 1, EntryType.COMMAND, new byte[0]);

    private final SnapshotStorage snapshots = new MemorySnapshotStorage();
    private final List<LogEntry> applied = new ArrayList<>();

    @Test
    @DisplayName("executes what follows, when it is a full member: its state was empty")
    void emptyState() throws IOException {
        HeldState state = restoredFrom(Membership.ofVoters(Set.of(SELF)));
        state.apply(List.of(NEXT));
        assertThat(applied).containsExactly(NEXT);
    }

    @Test
    @DisplayName("has nothing to execute commands on, when it was a witness")
    void witness() throws IOException {
        Membership withWitness = MembershipChange.of(SELF, Standing.WITNESS)
                .appliedTo(Membership.ofVoters(Set.of(2L, 3L)), node -> true);
        HeldState state = restoredFrom(withWitness);
        assertThatThrownBy(() -> state.apply(List.of(NEXT))).hasMessageContaining("witness");
    }

    private HeldState restoredFrom(Membership membership) throws IOException {
        SnapshotMeta meta;
        try (SnapshotStorage.Draft draft = snapshots.create(7, 1, membership)) {
            meta = draft.publish();
        }
        HeldState state = new HeldState(SELF, new Recorder(), snapshots);
        state.restore(meta);
        return state;
    }

    /** Its state is empty whatever it executes. */
    private final class Recorder implements StateMachine {
        @Override
        public void apply(List<LogEntry> committed) {
            applied.addAll(committed);
        }

        @Override
        public StateCapture capture() {
            return nothing -> {};
        }

        @Override
        public void restore(SnapshotMeta meta, InputStream in) {}
    }
}
