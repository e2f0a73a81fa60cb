package io.corral.raft.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.raft.core.log.LogReader;
import io.corral.raft.core.membership.Membership;
import io.corral.raft.core.progress.FollowerMode;
import io.corral.raft.message.AppendReply;
import io.corral.raft.message.LogEntry;
import io.corral.raft.message.PreVoteReply;
import io.corral.raft.message.SnapshotMeta;
import io.corral.raft.message.VoteReply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Of the log that its snapshots have made dispensable a leader")
class LogRetentionTest {
    private static final Membership MEMBERS = Membership.ofVoters(Set.of(1L, 2L, 3L));
    private static final long SECOND = 1_000_000_000L;
    private static final int PAYLOAD = 968;

    /** Payload and overhead. */
    private static final int ENTRY_BYTES = 1_000;

    private static final int KEPT_ENTRIES = 50;
    private static final Duration PRESENCE = Duration.ofSeconds(5);

    private final Written disk = new Written();
    private RaftCore core = core(0);
    private long clock;
    private long compactedTo;

    private RaftCore core(long keptBytes) {
        CatchUpLimits catchUp = CatchUpLimits.unpaced().withKeptLog(keptBytes, PRESENCE);
        return new RaftCore(
                RaftSettings.defaults(1, 7).withLimits(RaftLimits.defaults().withCatchUp(catchUp)),
                new RestoredState(new HardState(1, 2), SnapshotMeta.none(MEMBERS), List.of(), 1, 0),
                disk,
                new Random(1));
    }

    /** Leads; both followers have the first entry. */
    @BeforeEach
    void lead() {
        core = core(KEPT_ENTRIES * (long) ENTRY_BYTES);
        pass(SECOND / 2);
        give(new Input.Received(2, new PreVoteReply(2, true)));
        give(new Input.Received(2, new VoteReply(2, true)));
        give(new Input.RoundEnded());
        acknowledges(2);
        acknowledges(3);
    }

    private void pass(long nanos) {
        long end = clock + nanos;
        while (clock < end) {
            clock += SECOND / 100;
            give(new Input.Tick(clock));
            give(new Input.RoundEnded());
        }
    }

    private void acknowledges(long node) {
        acknowledges(node, core.status().lastIndex());
    }

    private void acknowledges(long node, long index) {
        give(new Input.Received(node, AppendReply.accepted(2, index, 0)));
        give(new Input.RoundEnded());
    }

    /** Entries that follower 2 has, and the state machine. */
    private void write(int entries) {
        for (int i = 0; i < entries; i++) {
            give(new Input.Propose(List.of(new byte[PAYLOAD])));
            give(new Input.RoundEnded());
            acknowledges(2);
        }
        give(new Input.Applied(core.status().commitIndex()));
    }

    private void snapshot() {
        long index = core.status().appliedIndex();
        give(new Input.SnapshotCaptured(new SnapshotMeta(index, 2, MEMBERS, 100, index)));
    }

    /** Time passes in which these answer heartbeats. */
    private void live(Duration duration, Set<Long> answering, long thirdHas) {
        for (long left = duration.toMillis(); left > 0; left -= 50) {
            pass(50_000_000);
            acknowledges(2);
            if (answering.contains(3L)) {
                acknowledges(3, thirdHas);
            }
        }
    }

    private void give(Input input) {
        Effects effects = core.step(input);
        effects.persist().ifPresent(persist -> {
            disk.entries.addAll(persist.entries());
            give(new Input.Persisted(persist.sequence()));
        });
        for (SnapshotWork work : effects.snapshotWork()) {
            if (work instanceof SnapshotWork.CompactLog compact) {
                compactedTo = compact.upToIndex();
            }
        }
    }

    private FollowerMode modeOfThird() {
        return core.status().peers().get(1).mode();
    }

    @Test
    @DisplayName("keeps what a follower needs that answers")
    void keepsForTheLiving() {
        write(40);
        snapshot();
        write(10);
        snapshot();
        live(Duration.ofSeconds(3), Set.of(2L, 3L), 11);
        assertThat(compactedTo).isLessThanOrEqualTo(11);
        assertThat(core.status().firstIndex()).isEqualTo(compactedTo + 1);
        assertThat(core.status().keptLogBytes()).isBetween(30L * ENTRY_BYTES, 40L * ENTRY_BYTES);
        assertThat(modeOfThird()).isEqualTo(FollowerMode.REPLICATE);

        live(Duration.ofSeconds(2), Set.of(2L, 3L), core.status().lastIndex());
        assertThat(compactedTo).isEqualTo(41);
        assertThat(core.status().keptLogBytes()).isZero();
    }

    @Test
    @DisplayName("keeps no more than the bound: who needs more gets a snapshot")
    void keepsWithinTheBound() {
        write(KEPT_ENTRIES + 10);
        snapshot();
        write(10);
        snapshot();
        assertThat(compactedTo).isEqualTo(KEPT_ENTRIES + 11);
        assertThat(core.status().keptLogBytes()).isZero();
        give(new Input.PeerUnreachable(3));
        live(Duration.ofSeconds(1), Set.of(2L, 3L), 1);
        assertThat(modeOfThird()).isEqualTo(FollowerMode.SNAPSHOT);
    }

    @Test
    @DisplayName("keeps nothing for one that has long been silent")
    void keepsNothingForTheDead() {
        write(30);
        snapshot();
        write(10);
        snapshot();
        assertThat(core.status().keptLogBytes()).isPositive();
        live(PRESENCE.plusSeconds(2), Set.of(2L), 0);
        assertThat(compactedTo).isEqualTo(31);
        assertThat(core.status().keptLogBytes()).isZero();
    }

    @Test
    @DisplayName("keeps what follows a snapshot that is being sent, so that it need not begin again")
    void keepsBehindATransfer() {
        keepsWithinTheBound();
        long sent = core.status().snapshotIndex();
        write(10);
        snapshot();
        write(10);
        snapshot();
        assertThat(compactedTo).isLessThanOrEqualTo(sent);
        assertThat(core.status().keptLogBytes()).isEqualTo(10L * ENTRY_BYTES);
    }

    /** What was made durable. */
    private static final class Written implements LogReader {
        private final List<LogEntry> entries = new ArrayList<>();

        @Override
        public long firstIndex() {
            return 1;
        }

        @Override
        public long lastIndex() {
            return entries.size();
        }

        @Override
        public long termAt(long index) {
            return entries.get((int) index - 1).term();
        }

        @Override
        public List<LogEntry> read(long from, long toExclusive, long maxBytes) {
            return List.copyOf(entries.subList((int) from - 1, (int) toExclusive - 1));
        }
    }
}
