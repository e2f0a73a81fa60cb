package io.corral.raft.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.raft.core.membership.Membership;
import io.corral.raft.message.Envelope;
import io.corral.raft.message.SnapshotChunk;
import io.corral.raft.message.SnapshotMeta;
import io.corral.raft.message.SnapshotReply;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A snapshot offered by a leader")
class ForeignSnapshotTest {
    private static final Membership OWN = Membership.ofVoters(Set.of(1L, 2L, 3L));
    private static final Membership FOREIGN = Membership.ofVoters(Set.of(1L, 2L));

    private final RaftCore core = new RaftCore(
            RaftSettings.defaults(1, 7), RestoredState.initial(OWN), new NothingPersisted(), new Random(1));

    private Effects offer(Membership membership) {
        core.step(new Input.Tick(0));
        SnapshotMeta meta = new SnapshotMeta(9, 1, membership, 4, 0);
        return core.step(new Input.Received(2, new SnapshotChunk(1, meta, 0, new byte[4], 0, true)));
    }

    @Test
    @DisplayName("is refused when it belongs to a group of other members")
    void foreign() {
        Effects effects = offer(FOREIGN);
        assertThat(effects.snapshotWork()).isEmpty();
        assertThat(effects.sendNow())
                .extracting(Envelope::message)
                .containsExactly(new SnapshotReply(1, 9, 0, false, true));
        assertThat(core.status().membership()).isEqualTo(OWN);
    }

    @Test
    @DisplayName("is taken when it belongs to this group")
    void own() {
        assertThat(offer(OWN).snapshotWork()).hasSize(1);
    }
}
