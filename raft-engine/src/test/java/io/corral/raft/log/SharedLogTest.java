package io.corral.raft.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.corral.raft.core.HardState;
import io.corral.raft.core.membership.Membership;
import io.corral.raft.core.membership.MembershipCodec;
import io.corral.raft.message.EntryType;
import io.corral.raft.message.LogEntry;
import io.corral.raft.message.SnapshotMeta;
import io.corral.raft.port.GroupPersist;
import io.corral.raft.port.LogStorage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("One log for many groups")
class SharedLogTest {
    private static final int SEGMENT_BYTES = 16 << 10;
    private static final int QUIET = 3;
    private static final int BUSY = 4;

    private final CrashingDisk disk = new CrashingDisk();
    private final Batches batches = new Batches();
    private SegmentedLog log;

    @BeforeEach
    void open() throws IOException {
        log = SegmentedLog.open(disk, new SegmentedLogSettings(SEGMENT_BYTES), FilePreparation.onDemand());
    }

    private long segments() {
        return disk.list().stream().filter(Segment::isFileName).count();
    }

    /** The busy group writes and compacts; the quiet one does nothing. */
    private void work(int rounds) throws IOException {
        LogStorage busy = log.group(BUSY);
        for (int i = 0; i < rounds; i++) {
            busy.persist(List.of(batches.entries(busy.lastIndex() + 1, 1, 100)));
            compact(busy, busy.lastIndex() - 10);
        }
    }

    private static void compact(LogStorage group, long upToIndex) throws IOException {
        boolean more = true;
        while (more) {
            more = group.compact(upToIndex);
        }
    }

    @Test
    @DisplayName("work of all groups takes one write and one force")
    void oneForce() throws IOException {
        List<GroupPersist> batch = new ArrayList<>();
        for (int group = 1; group <= 64; group++) {
            batch.add(new GroupPersist(group, batches.vote(2, 1)));
            batch.add(new GroupPersist(group, batches.entries(1, 2, 1)));
        }
        int before = disk.steps();
        log.persist(batch);
        assertThat(disk.steps() - before - 4)
                .as("besides the four of the next file")
                .isLessThanOrEqualTo(2);
        open();
        assertThat(log.groups()).hasSize(64);
        for (int group = 1; group <= 64; group++) {
            assertThat(log.group(group).restored().hardState()).isEqualTo(new HardState(2, 1));
            assertThat(log.group(group).read(1, 2, Long.MAX_VALUE)).isEqualTo(Batches.list(1, 2, 1));
        }
    }

    @Test
    @DisplayName("each group has its own indexes, terms and votes")
    void groupsAreApart() throws IOException {
        log.group(1).persist(List.of(batches.vote(5, 1), batches.entries(1, 5, 3)));
        log.group(2).persist(List.of(batches.vote(7, 2), batches.entries(1, 6, 9)));
        log.group(1).persist(List.of(batches.replace(2, 8, 1)));
        open();
        assertThat(log.group(1).restored().hardState()).isEqualTo(new HardState(5, 1));
        assertThat(log.group(1).lastIndex()).isEqualTo(2);
        assertThat(log.group(1).termAt(2)).isEqualTo(8);
        assertThat(log.group(2).restored().hardState()).isEqualTo(new HardState(7, 2));
        assertThat(log.group(2).read(1, 10, Long.MAX_VALUE)).isEqualTo(Batches.list(1, 6, 9));
        assertThat(log.group(3).lastIndex()).isZero();
        assertThat(log.groups()).containsExactly(1, 2);
    }

    @Test
    @DisplayName("entries between which other groups wrote much are read without what lies between")
    void readsAcrossGaps() throws IOException {
        for (int i = 0; i < 40; i++) {
            log.group(1).persist(List.of(batches.entries(1 + 2L * i, 1, 2)));
            log.group(2).persist(List.of(batches.entries(1 + 100L * i, 1, 100)));
        }
        assertThat(log.group(1).read(1, 81, 100_000)).isEqualTo(Batches.list(1, 1, 80));
        open();
        assertThat(log.group(1).read(1, 81, 100_000)).isEqualTo(Batches.list(1, 1, 80));
        assertThat(log.group(2).read(1, 4001, Long.MAX_VALUE)).isEqualTo(Batches.list(1, 1, 4000));
    }

    @Test
    @DisplayName("a reset of one group leaves the others as they are")
    void resetOfOne() throws IOException {
        log.group(QUIET).persist(List.of(batches.vote(2, 2), batches.entries(1, 2, 30)));
        log.group(BUSY).persist(List.of(batches.vote(3, 1), batches.entries(1, 3, 300)));
        log.group(BUSY).resetTo(new SnapshotMeta(1000, 4, Membership.ofVoters(Set.of(1L)), 0, 0));
        for (int life = 0; life < 2; life++) {
            assertThat(log.group(QUIET).read(1, 31, Long.MAX_VALUE)).isEqualTo(Batches.list(1, 2, 30));
            assertThat(log.group(BUSY).firstIndex()).isEqualTo(1001);
            assertThat(log.group(BUSY).lastIndex()).isEqualTo(1000);
            assertThat(log.group(BUSY).termAt(1000)).isEqualTo(4);
            open();
        }
        assertThat(log.group(BUSY).restored().hardState()).isEqualTo(new HardState(3, 1));
        assertThat(log.group(QUIET).restored().hardState()).isEqualTo(new HardState(2, 2));
    }

    @Test
    @DisplayName(
            "a quiet group knows its members also when the entries that name them have been copied to the end of the log")
    void membersAreCarried() throws IOException {
        LogStorage quiet = log.group(QUIET);
        List<LogEntry> members = List.of(members(21, 1L, 2L), members(42, 1L, 2L, 3L));
        quiet.persist(List.of(batches.entries(1, 2, 20), batches.of(members.subList(0, 1))));
        quiet.persist(List.of(batches.entries(22, 2, 20), batches.of(members.subList(1, 2))));
        quiet.persist(List.of(batches.entries(43, 2, 10)));
        work(500);
        for (int life = 0; life < 3; life++) {
            open();
            assertThat(disk.list()).as("the segment where they were first").doesNotContain(Segment.fileName(1));
            assertThat(log.group(QUIET).firstIndex()).isEqualTo(1);
            assertThat(log.group(QUIET).restored().memberships()).isEqualTo(members);
            assertThat(log.group(QUIET).read(21, 22, Long.MAX_VALUE)).isEqualTo(members.subList(0, 1));
            work(100);
        }
        log.group(QUIET).persist(List.of(batches.replace(30, 3, 4)));
        open();
        assertThat(log.group(QUIET).restored().memberships())
                .as("without what was cut off")
                .isEqualTo(members.subList(0, 1));
    }

    private static LogEntry members(long index, Long... voters) {
        return new LogEntry(
                index, 2, EntryType.MEMBERSHIP, MembershipCodec.encode(Membership.ofVoters(Set.of(voters))));
    }

    @Test
    @DisplayName("a quiet group does not keep the files that the others are done with")
    void quietGroupMovesOn() throws IOException {
        log.group(QUIET).persist(List.of(batches.vote(2, 2), batches.entries(1, 2, 40)));
        work(500);
        assertThat(segments()).isLessThanOrEqualTo(6);
        for (int life = 0; life < 3; life++) {
            assertThat(log.group(QUIET).firstIndex()).isEqualTo(1);
            assertThat(log.group(QUIET).read(1, 41, Long.MAX_VALUE)).isEqualTo(Batches.list(1, 2, 40));
            assertThat(log.group(QUIET).termAt(1)).isEqualTo(2);
            open();
            assertThat(log.group(QUIET).restored().hardState()).isEqualTo(new HardState(2, 2));
            work(100);
        }
        log.group(QUIET).persist(List.of(batches.replace(39, 3, 4)));
        open();
        assertThat(log.group(QUIET).read(1, 39, Long.MAX_VALUE)).isEqualTo(Batches.list(1, 2, 38));
        assertThat(log.group(QUIET).read(39, 43, Long.MAX_VALUE)).isEqualTo(Batches.list(39, 3, 4));
    }

    @Test
    @DisplayName("entries that a group spread over many files come together again when they are moved")
    void spreadEntriesMove() throws IOException {
        for (int i = 0; i < 30; i++) {
            log.group(QUIET).persist(List.of(batches.entries(1 + 10L * i, 1 + i / 7, 10)));
            work(2);
        }
        work(300);
        for (int life = 0; life < 2; life++) {
            for (int i = 0; i < 30; i++) {
                assertThat(log.group(QUIET).read(1 + 10L * i, 11 + 10L * i, Long.MAX_VALUE))
                        .isEqualTo(Batches.list(1 + 10L * i, 1 + i / 7, 10));
                assertThat(log.group(QUIET).termAt(1 + 10L * i)).isEqualTo(1 + i / 7);
            }
            open();
            work(40);
        }
        compact(log.group(QUIET), 290);
        assertThat(log.group(QUIET).read(291, 301, Long.MAX_VALUE)).isEqualTo(Batches.list(291, 5, 10));
    }

    @Test
    @DisplayName("copying ends where the standings of many groups fill most of each segment")
    void manyGroupsInSmallSegments() throws IOException {
        SegmentedLogSettings small = new SegmentedLogSettings(4 << 10);
        log = SegmentedLog.open(disk, small, FilePreparation.onDemand());
        for (int index = 1; index <= 12; index++) {
            for (int group = 10; group < 70; group++) {
                log.group(group).persist(List.of(batches.vote(index, 1), batches.entries(index, index, 1)));
            }
        }
        LogStorage busy = log.group(BUSY);
        for (int i = 0; i < 200; i++) {
            busy.persist(List.of(batches.entries(busy.lastIndex() + 1, 1, 5)));
            int steps = 0;
            while (busy.compact(busy.lastIndex() - 1)) {
                steps++;
                assertThat(steps).as("steps of one cleaning").isLessThan(5_000);
            }
        }
        assertThat(segments()).isLessThan(600);
        log = SegmentedLog.open(disk, small, FilePreparation.onDemand());
        for (int group = 10; group < 70; group++) {
            assertThat(log.group(group).lastIndex()).isEqualTo(12);
            assertThat(log.group(group).read(1, 2, Long.MAX_VALUE)).isEqualTo(Batches.list(1, 1, 1));
        }
    }

    @Test
    @DisplayName("a log without groups in its records is refused by the name of its format")
    void oldFormat() throws IOException {
        ByteBuffer old = ByteBuffer.allocate(88);
        old.putInt(78).putInt(0).putLong(0).putLong(0).put(RecordFormat.SEGMENT);
        old.putLong(0x434F5252414C4C47L).putInt(1).putLong(1);
        old.putInt(4, RecordFormat.checksum(old, 0, 78));
        CrashingDisk other = new CrashingDisk();
        LogFile copy = other.create(Segment.fileName(1), SEGMENT_BYTES);
        copy.write(old.clear(), 0);
        assertThatThrownBy(() ->
                        SegmentedLog.open(other, new SegmentedLogSettings(SEGMENT_BYTES), FilePreparation.onDemand()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("log format 1; this version reads 2");
    }
}
