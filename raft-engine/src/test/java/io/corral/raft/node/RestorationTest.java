package io.corral.raft.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.corral.raft.core.HardState;
import io.corral.raft.core.Persist;
import io.corral.raft.core.RestoredState;
import io.corral.raft.core.membership.Membership;
import io.corral.raft.core.membership.MembershipCodec;
import io.corral.raft.log.MemoryLog;
import io.corral.raft.message.EntryType;
import io.corral.raft.message.LogEntry;
import io.corral.raft.message.SnapshotMeta;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Snapshot and log at the start")
class RestorationTest {
    private static final long SELF = 1;
    private static final Membership MEMBERS = Membership.ofVoters(Set.of(1L, 2L, 3L));

    private final MemoryLog log = new MemoryLog();

    private void fill(long term, long last) {
        List<LogEntry> entries = LongStream.rangeClosed(1, last)
                .mapToObj(index -> new LogEntry(index, term, EntryType.COMMAND, new byte[1]))
                .toList();
        log.persist(List.of(new Persist(1, Optional.of(new HardState(term, 1)), OptionalLong.empty(), entries)));
    }

    private static SnapshotMeta snapshot(long index, long term) {
        return new SnapshotMeta(index, term, MEMBERS, 0, 0);
    }

    @Test
    @DisplayName("a log that goes on from the snapshot is kept")
    void logContinues() throws IOException {
        fill(2, 10);
        log.compact(5);
        RestoredState restored = Restoration.reconcile(SELF, snapshot(7, 2), log);
        assertThat(restored.firstIndex()).isEqualTo(6);
        assertThat(restored.lastIndex()).isEqualTo(10);
        assertThat(restored.hardState()).isEqualTo(new HardState(2, 1));
    }

    @Test
    @DisplayName("a log that ends before the snapshot, or contradicts it, is reset to it")
    void crashDuringInstallation() throws IOException {
        fill(2, 10);
        RestoredState ahead = Restoration.reconcile(SELF, snapshot(50, 3), log);
        assertThat(ahead.firstIndex()).isEqualTo(51);
        assertThat(ahead.lastIndex()).isEqualTo(50);
        assertThat(ahead.hardState()).isEqualTo(new HardState(3, 0));
    }

    @Test
    @DisplayName("a log with another term at the snapshot's index is reset to it")
    void contradiction() throws IOException {
        fill(2, 10);
        RestoredState restored = Restoration.reconcile(SELF, snapshot(8, 3), log);
        assertThat(restored.firstIndex()).isEqualTo(9);
        assertThat(restored.lastIndex()).isEqualTo(8);
    }

    @Test
    @DisplayName("a snapshot that became durable before the term of its last entry did brings that term along")
    void snapshotOfALaterTerm() throws IOException {
        fill(2, 10);
        RestoredState restored = Restoration.reconcile(SELF, snapshot(12, 3), log);
        assertThat(restored.hardState()).isEqualTo(new HardState(3, 0));
        assertThat(restored.lastIndex()).isEqualTo(12);
    }

    @Test
    @DisplayName("with missing entries between snapshot and log the node begins at the snapshot, and recovers")
    void gap() throws IOException {
        fill(2, 10);
        log.compact(5);
        RestoredState restored = Restoration.reconcile(SELF, snapshot(3, 2), log);
        assertThat(restored.hardState()).isEqualTo(new HardState(2, HardState.LOST));
        assertThat(restored.firstIndex()).isEqualTo(4);
        assertThat(restored.lastIndex()).isEqualTo(3);
        assertThat(log.restored().hardState().recovering()).isTrue();
    }

    @Test
    @DisplayName("missing entries stop the start when there are too few others to repair them")
    void gapAlone() {
        fill(2, 10);
        log.compact(5);
        SnapshotMeta alone = new SnapshotMeta(3, 2, Membership.ofVoters(Set.of(1L)), 0, 0);
        assertThatThrownBy(() -> Restoration.reconcile(SELF, alone, log))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("begins at index 6")
                .hasMessageContaining("ends at 3");
        assertThat(log.restored().hardState()).isEqualTo(new HardState(2, 1));
    }

    @Test
    @DisplayName("two others are enough to repair a node: those that did not vote once may vote by now")
    void gapInNonVoter() throws IOException {
        Membership taken = new Membership(Set.of(2L, 3L), Set.of(SELF), Set.of());
        Membership aboutToBe = new Membership(Set.of(2L, 3L), Set.of(SELF), MEMBERS.voters());
        Membership once = new Membership(Set.of(SELF, 2L), Set.of(3L), Set.of());
        for (Membership members : List.of(taken, aboutToBe, once)) {
            SnapshotMeta snapshot = new SnapshotMeta(14, 3, members, 0, 0);
            RestoredState restored = Restoration.reconcile(SELF, snapshot, new MemoryLog());
            assertThat(restored.hardState().recovering()).isTrue();
        }
    }

    @Test
    @DisplayName(
            "a node that joined later, and knows of no members without its snapshots, leaves it to those that let it in")
    void gapInJoiner() throws IOException {
        SnapshotMeta snapshot = new SnapshotMeta(14, 3, Membership.NONE, 0, 0);
        RestoredState restored = Restoration.reconcile(SELF, snapshot, new MemoryLog());
        assertThat(restored.hardState().recovering()).isTrue();
    }

    @Test
    @DisplayName("data of a group of other nodes stops the start, and the message names the remedy")
    void otherMembers() {
        Membership before = Membership.ofVoters(Set.of(1L));
        SnapshotMeta snapshot = new SnapshotMeta(4, 1, before, 1, 0);
        RestoredState restored = new RestoredState(new HardState(1, 1), snapshot, List.of(), 5, 4);
        assertThatThrownBy(() -> Restoration.checkMembers(MEMBERS, restored))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("a group of voters [1], but this node is configured for voters [1, 2, 3]")
                .hasMessageContaining("configure the members of the group again");
    }

    @Test
    @DisplayName("the same nodes in other capacities do not stop the start")
    void sameNodes() throws IOException {
        Membership before = new Membership(Set.of(1L, 2L), Set.of(3L), Set.of());
        RestoredState restored =
                new RestoredState(new HardState(1, 1), new SnapshotMeta(4, 1, before, 1, 0), List.of(), 5, 4);
        Restoration.checkMembers(MEMBERS, restored);
    }

    @Test
    @DisplayName("the newest entry of the log that names the members counts, unless the snapshot covers it")
    void membersFromTheLog() throws IOException {
        Membership three = Membership.ofVoters(Set.of(1L, 2L, 4L));
        Membership five = Membership.ofVoters(Set.of(1L, 2L, 3L, 4L, 5L));
        log.persist(List.of(new Persist(
                1,
                Optional.of(new HardState(1, 1)),
                OptionalLong.empty(),
                List.of(membership(1, three), membership(2, five), membership(3, three)))));
        assertThat(Restoration.reconcile(SELF, SnapshotMeta.none(MEMBERS), log).membership())
                .isEqualTo(three);
        assertThat(Restoration.reconcile(SELF, snapshot(3, 1), log).membership())
                .isEqualTo(MEMBERS);
        assertThat(Restoration.reconcile(SELF, snapshot(2, 1), log).membership())
                .isEqualTo(three);
        RestoredState ahead = Restoration.reconcile(SELF, snapshot(2, 7), log);
        assertThat(ahead.membership()).isEqualTo(MEMBERS);
        assertThat(ahead.memberships()).isEmpty();
    }

    private static LogEntry membership(long index, Membership members) {
        return new LogEntry(index, 1, EntryType.MEMBERSHIP, MembershipCodec.encode(members));
    }

    @Test
    @DisplayName("a node with a snapshot, but without the log that held its votes, recovers")
    void lostLog() throws IOException {
        RestoredState restored = Restoration.reconcile(SELF, snapshot(3, 2), log);
        assertThat(restored.hardState()).isEqualTo(new HardState(2, HardState.LOST));
        assertThat(restored.lastIndex()).isEqualTo(3);
    }
}
