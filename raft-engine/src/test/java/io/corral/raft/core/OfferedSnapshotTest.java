package io.corral.raft.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.raft.core.membership.Membership;
import io.corral.raft.message.SnapshotChunk;
import io.corral.raft.message.SnapshotMeta;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A snapshot offered by a leader")
class OfferedSnapshotTest {
    private static final Membership OWN = Membership.ofVoters(Set.of(1L, 2L, 3L));
    private static final Membership OTHERS = Membership.ofVoters(Set.of(1L, 2L, 4L));

    private final RaftCore core = new RaftCore(
            RaftSettings.defaults(1, 7), RestoredState.initial(OWN), new NothingPersisted(), new Random(1));

    private Effects offer(Membership membership) {
        core.step(new Input.Tick(0));
        SnapshotMeta meta = new SnapshotMeta(9, 1, membership, 4, 0);
        return core.step(new Input.Received(2, new SnapshotChunk(1, meta, 0, new byte[4], 0, true)));
    }

    @Test
    @DisplayName("is taken whoever the members are in it, and its members count once it is installed")
    void membersOfTheSnapshot() {
        Effects effects = offer(OTHERS);
        assertThat(effects.snapshotWork()).hasSize(1);
        assertThat(core.status().membership()).isEqualTo(OWN);

        core.step(new Input.SnapshotChunkStored(9, 4));
        Effects installed = core.step(new Input.SnapshotInstalled(new SnapshotMeta(9, 1, OTHERS, 4, 0)));
        assertThat(core.status().membership()).isEqualTo(OTHERS);
        assertThat(installed.membershipNews()).containsExactly(new MembershipNews.InForce(9, OTHERS));
    }
}
