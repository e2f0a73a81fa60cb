package io.corral.raft.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.raft.core.log.LogReader;
import io.corral.raft.core.membership.Membership;
import io.corral.raft.message.AppendReply;
import io.corral.raft.message.AppendRequest;
import io.corral.raft.message.EntryType;
import io.corral.raft.message.LogEntry;
import io.corral.raft.message.PreVoteReply;
import io.corral.raft.message.SnapshotMeta;
import io.corral.raft.message.VoteReply;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A core bounds, in bytes,")
class BoundsTest {

    private static final int ENTRY_BYTES = 1_000;

    /** The term in which the core leads; it was in the one before. */
    private static final long TERM = 2;

    private static final RaftLimits LIMITS =
            new RaftLimits(2_000, 100_000, 1L << 20, 1_000, 1_500, 5_000, 6_000, 100, CatchUpLimits.unpaced());

    private final List<LogEntry> committed = new ArrayList<>();
    private final List<AppendRequest> sent = new ArrayList<>();
    private int proposalsTaken;

    @Test
    @DisplayName("what is handed out and not yet applied")
    void unapplied() {
        RaftCore core = core(1, 0, new NothingPersisted());
        give(core, new Input.Tick(0));
        for (int i = 0; i < 20; i++) {
            propose(core);
            applied(core, 1);
        }
        assertThat(core.status().commitIndex()).isEqualTo(21);
        assertThat(LogEntry.sizeBytes(committed)).isBetween(5_000L, 5_000L + 2 * ENTRY_BYTES);

        while (committed.size() < 21) {
            int before = committed.size();
            applied(core, before);
            assertThat(committed).hasSizeGreaterThan(before);
        }
        assertThat(committed)
                .extracting(LogEntry::index)
                .isSortedAccordingTo(Long::compare)
                .doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("a leader's uncommitted log: it drops proposals until followers keep up again")
    void uncommitted() {
        RaftCore core = core(3, 0, new NothingPersisted());
        lead(core, 1);
        int before = proposalsTaken;
        for (int i = 0; i < 20; i++) {
            propose(core);
        }
        assertThat(proposalsTaken - before).isBetween(6, 7);

        give(
                core,
                new Input.Received(2, AppendReply.accepted(TERM, core.status().lastIndex(), 0)));
        int after = proposalsTaken;
        propose(core);
        assertThat(proposalsTaken).isEqualTo(after + 1);
    }

    @Test
    @DisplayName("what it reads from the disk for a follower in one round")
    void readsOfOneRound() {
        OnDisk disk = new OnDisk(50);
        RaftCore core = core(3, 50, disk);
        lead(core, 51);
        give(core, new Input.Received(3, AppendReply.refused(TERM, 50, 1, 0, 0)));
        give(core, new Input.RoundEnded());
        give(core, new Input.Received(3, AppendReply.accepted(TERM, 0, 0)));
        sent.clear();
        int reads = disk.reads;
        give(core, new Input.RoundEnded());
        assertThat(disk.reads - reads).isEqualTo(1);
        give(core, new Input.RoundEnded());
        assertThat(disk.reads - reads).isEqualTo(2);
        assertThat(sent).hasSize(2);
    }

    @Test
    @DisplayName("what it reads for a follower that is far behind, by time and by what it writes")
    void paceOfCatchingUp() {
        OnDisk disk = new OnDisk(500);
        RaftCore core = coreWithFollowerBehind(
                disk, LIMITS.withCatchUp(CatchUpLimits.unpaced().withPace(100 * ENTRY_BYTES)));
        endRounds(core, 20);
        int first = disk.reads;
        assertThat(first).isBetween(8, 10);

        give(core, new Input.Tick(350_000_000));
        endRounds(core, 20);
        int afterTime = disk.reads - first;
        assertThat(afterTime).isBetween(4, 5);

        propose(core);
        endRounds(core, 20);
        assertThat(disk.reads - first - afterTime).isEqualTo(2);
    }

    @Test
    @DisplayName("but not what it reads for one without which nothing can be committed")
    void noPaceForWhomIsNeeded() {
        OnDisk disk = new OnDisk(500);
        RaftCore core = coreWithFollowerBehind(
                disk, LIMITS.withCatchUp(CatchUpLimits.unpaced().withPace(1)));
        for (long millis = 310; millis < 310 + 160; millis += 10) {
            give(core, new Input.Tick(millis * 1_000_000));
        }
        int before = disk.reads;
        endRounds(core, 20);
        assertThat(disk.reads - before).isGreaterThan(15);
    }

    private RaftCore coreWithFollowerBehind(OnDisk disk, RaftLimits limits) {
        RaftCore core = core(3, disk.last, disk, limits);
        lead(core, disk.last + 1);
        give(core, new Input.Received(3, AppendReply.refused(TERM, disk.last, 1, 0, 0)));
        give(core, new Input.RoundEnded());
        give(core, new Input.Received(3, AppendReply.accepted(TERM, 0, 0)));
        disk.reads = 0;
        return core;
    }

    private void endRounds(RaftCore core, int count) {
        for (int i = 0; i < count; i++) {
            give(core, new Input.RoundEnded());
        }
    }

    private static RaftCore core(int nodes, long onDisk, LogReader reader) {
        return core(nodes, onDisk, reader, LIMITS);
    }

    private static RaftCore core(int nodes, long onDisk, LogReader reader, RaftLimits limits) {
        Membership membership = Membership.ofVoters(nodes == 1 ? Set.of(1L) : Set.of(1L, 2L, 3L));
        RestoredState restored =
                new RestoredState(new HardState(1, 2), SnapshotMeta.none(membership), List.of(), 1, onDisk);
        return new RaftCore(RaftSettings.defaults(1, 7).withLimits(limits), restored, reader, new Random(1));
    }

    private void lead(RaftCore core, long firstIndexOfTerm) {
        for (long millis = 0; millis <= 300; millis += 10) {
            give(core, new Input.Tick(millis * 1_000_000));
        }
        give(core, new Input.Received(2, new PreVoteReply(TERM, true)));
        give(core, new Input.Received(2, new VoteReply(TERM, true)));
        give(core, new Input.RoundEnded());
        give(core, new Input.Received(2, AppendReply.accepted(TERM, firstIndexOfTerm, 0)));
        give(core, new Input.RoundEnded());
    }

    private void propose(RaftCore core) {
        give(core, new Input.Propose(List.of(new byte[ENTRY_BYTES])));
        give(core, new Input.RoundEnded());
    }

    private void applied(RaftCore core, long index) {
        give(core, new Input.Applied(index));
    }

    /** The disk is quick. */
    private void give(RaftCore core, Input input) {
        Effects effects = core.step(input);
        committed.addAll(effects.committed());
        effects.sendNow().stream()
                .filter(envelope -> envelope.to() == 3 && envelope.message() instanceof AppendRequest)
                .forEach(envelope -> sent.add((AppendRequest) envelope.message()));
        effects.persist().ifPresent(persist -> {
            proposalsTaken += persist.entries().size();
            give(core, new Input.Persisted(persist.sequence()));
        });
    }

    /** A log too old to be in memory. */
    private static final class OnDisk implements LogReader {

        private final long last;
        private int reads;

        OnDisk(long last) {
            this.last = last;
        }

        @Override
        public long firstIndex() {
            return 1;
        }

        @Override
        public long lastIndex() {
            return last;
        }

        @Override
        public long termAt(long index) {
            return 1;
        }

        @Override
        public List<LogEntry> read(long from, long toExclusive, long maxBytes) {
            reads++;
            return List.of(new LogEntry(from, 1, EntryType.COMMAND, new byte[ENTRY_BYTES]));
        }
    }
}
