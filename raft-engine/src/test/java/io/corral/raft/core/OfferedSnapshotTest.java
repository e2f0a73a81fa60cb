package io.corral.raft.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.raft.core.membership.Membership;
import io.corral.raft.message.Envelope;
import io.corral.raft.message.SnapshotChunk;
import io.corral.raft.message.SnapshotMeta;
import io.corral.raft.message.SnapshotReply;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A snapshot offered by a leader")
class OfferedSnapshotTest {
    private static final Membership OWN = Membership.ofVoters(Set.of(1L, 2L, 3L));
    private static final Membership OTHERS = Membership.ofVoters(Set.of(1L, 2L, 4L));

    private final RaftCore core = new RaftCore(
            RaftSettings.defaults(1, 7), RestoredState.initial(OWN), new NothingPersisted(), new Random(1));

    private static final SnapshotMeta LONG = new SnapshotMeta(9, 1, OWN, 100, 77);

    private static RaftCore coreThatHas(long bytes) {
        RestoredState restored = RestoredState.initial(OWN).withReceived(Optional.of(new ReceivedPart(LONG, bytes)));
        RaftCore core = new RaftCore(RaftSettings.defaults(1, 7), restored, new NothingPersisted(), new Random(1));
        core.step(new Input.Tick(0));
        return core;
    }

    private static Effects offerFirstTen(RaftCore core, SnapshotMeta meta) {
        return core.step(new Input.Received(2, new SnapshotChunk(1, meta, 0, new byte[10], 0, false)));
    }

    private static List<SnapshotReply> replies(Effects effects) {
        return Stream.concat(effects.sendNow().stream(), effects.sendAfterPersist().stream())
                .map(Envelope::message)
                .filter(SnapshotReply.class::isInstance)
                .map(SnapshotReply.class::cast)
                .toList();
    }

    @Test
    @DisplayName("is gone on with after a restart: the leader is told how much is there")
    void resumed() {
        RaftCore core = coreThatHas(60);
        Effects effects = offerFirstTen(core, LONG);
        assertThat(effects.snapshotWork()).isEmpty();
        assertThat(replies(effects)).containsExactly(new SnapshotReply(1, 9, 60, false, false));

        Effects next = core.step(new Input.Received(2, new SnapshotChunk(1, LONG, 60, new byte[40], 0, true)));
        assertThat(next.snapshotWork()).containsExactly(new SnapshotWork.StoreChunk(LONG, 60, new byte[40], true));
    }

    @Test
    @DisplayName("is installed at once when all of it was there before the restart")
    void leftComplete() {
        Effects effects = offerFirstTen(coreThatHas(100), LONG);
        assertThat(effects.snapshotWork()).containsExactly(new SnapshotWork.InstallSnapshot(LONG));
    }

    @Test
    @DisplayName("begins anew when what is there is of another one, even of the same index and length")
    void anotherOne() {
        SnapshotMeta other = new SnapshotMeta(9, 1, OWN, 100, 78);
        Effects effects = offerFirstTen(coreThatHas(60), other);
        assertThat(effects.snapshotWork()).containsExactly(new SnapshotWork.StoreChunk(other, 0, new byte[10], false));
    }

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
