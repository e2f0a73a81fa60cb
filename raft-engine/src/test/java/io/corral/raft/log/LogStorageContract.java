package io.corral.raft.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.corral.raft.core.HardState;
import io.corral.raft.core.membership.Membership;
import io.corral.raft.message.EntryType;
import io.corral.raft.message.LogEntry;
import io.corral.raft.message.SnapshotMeta;
import io.corral.raft.port.LogStorage;
import io.corral.raft.port.RestoredLog;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every {@link LogStorage} does. */
abstract class LogStorageContract {
    private static final Membership MEMBERS = Membership.ofVoters(Set.of(1L, 2L, 3L));

    final Batches batches = new Batches();
    LogStorage log;

    /** An empty log. */
    abstract LogStorage create() throws IOException;

    /** The same log, found again by a new process. */
    abstract LogStorage reopen(LogStorage closed) throws IOException;

    @BeforeEach
    void open() throws IOException {
        log = create();
    }

    @AfterEach
    void close() throws IOException {
        log.close();
    }

    private void restart() throws IOException {
        log.close();
        log = reopen(log);
    }

    @Test
    @DisplayName("a new log is empty, starts at 1 and knows no vote")
    void newLog() {
        assertThat(log.restored()).isEqualTo(new RestoredLog(HardState.INITIAL, 1, 0));
        assertThat(log.firstIndex()).isEqualTo(1);
        assertThat(log.lastIndex()).isZero();
    }

    @Test
    @DisplayName("entries and hard state are there after a restart")
    void survivesRestart() throws IOException {
        log.persist(List.of(batches.vote(3, 2)));
        log.persist(List.of(batches.entries(1, 3, 10), batches.entries(11, 3, 5)));
        restart();
        assertThat(log.restored()).isEqualTo(new RestoredLog(new HardState(3, 2), 1, 15));
        assertThat(log.read(1, 16, Long.MAX_VALUE)).isEqualTo(Batches.list(1, 3, 15));
        log.persist(List.of(batches.entries(16, 4, 1)));
        assertThat(log.termAt(15)).isEqualTo(3);
        assertThat(log.termAt(16)).isEqualTo(4);
    }

    @Test
    @DisplayName("a truncation removes the entries from its index on, also after a restart")
    void truncates() throws IOException {
        log.persist(List.of(batches.entries(1, 1, 10)));
        log.persist(List.of(batches.replace(4, 2, 3)));
        assertThat(log.lastIndex()).isEqualTo(6);
        restart();
        assertThat(log.lastIndex()).isEqualTo(6);
        assertThat(log.read(3, 7, Long.MAX_VALUE)).extracting(LogEntry::term).containsExactly(1L, 2L, 2L, 2L);
        assertThat(log.termAt(3)).isEqualTo(1);
        assertThat(log.termAt(4)).isEqualTo(2);
    }

    @Test
    @DisplayName("a truncation at the first entry leaves an empty log")
    void truncatesAll() throws IOException {
        log.persist(List.of(batches.entries(1, 1, 3)));
        log.persist(List.of(batches.replace(1, 2, 0)));
        assertThat(log.lastIndex()).isZero();
        restart();
        log.persist(List.of(batches.entries(1, 2, 2)));
        assertThat(log.read(1, 3, Long.MAX_VALUE)).isEqualTo(Batches.list(1, 2, 2));
    }

    @Test
    @DisplayName("a restart finds the entries that say who the members are, as far as they were not truncated")
    void findsMemberships() throws IOException {
        LogEntry kept = new LogEntry(2, 1, EntryType.MEMBERSHIP, new byte[] {1});
        LogEntry replaced = new LogEntry(4, 1, EntryType.MEMBERSHIP, new byte[] {2});
        LogEntry newest = new LogEntry(5, 2, EntryType.MEMBERSHIP, new byte[] {3});
        log.persist(List.of(batches.entries(1, 1, 1), batches.of(List.of(kept)), batches.entries(3, 1, 1)));
        log.persist(List.of(batches.of(List.of(replaced))));
        log.persist(List.of(batches.replace(4, 2, 1), batches.of(List.of(newest))));
        restart();
        assertThat(log.restored().memberships()).containsExactly(kept, newest);
        log.resetTo(new SnapshotMeta(500, 3, MEMBERS, 0, 0));
        restart();
        assertThat(log.restored().memberships()).isEmpty();
    }

    @Test
    @DisplayName("a read stops before the limit of bytes, but returns at least one entry")
    void readLimit() throws IOException {
        log.persist(List.of(batches.entries(1, 1, 10)));
        int one = log.read(1, 2, Long.MAX_VALUE).get(0).sizeBytes();
        assertThat(log.read(1, 11, 1)).hasSize(1);
        List<LogEntry> some = log.read(3, 11, 4L * one + 16);
        assertThat(some).isNotEmpty().hasSizeLessThanOrEqualTo(4);
        assertThat(some).isEqualTo(Batches.list(3, 1, some.size()));
        assertThat(some.stream().mapToLong(LogEntry::sizeBytes).sum()).isLessThanOrEqualTo(4L * one + 16);
    }

    @Test
    @DisplayName("what is not in the log cannot be read")
    void outOfRange() throws IOException {
        log.persist(List.of(batches.entries(1, 1, 3)));
        assertThatThrownBy(() -> log.read(1, 5, 100)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> log.read(0, 2, 100)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    @DisplayName("all types of entries and empty payloads come back as they were")
    void types() throws IOException {
        List<LogEntry> entries = List.of(
                new LogEntry(1, 1, EntryType.NOOP, new byte[0]),
                new LogEntry(2, 1, EntryType.MEMBERSHIP, new byte[] {1, 2, 3}),
                new LogEntry(3, 1, EntryType.COMMAND, new byte[5000]));
        log.persist(List.of(batches.of(entries)));
        restart();
        assertThat(log.read(1, 4, Long.MAX_VALUE)).isEqualTo(entries);
    }

    @Test
    @DisplayName("that a node is fresh is remembered over restarts and new files, until it is no longer so")
    void remembersFreshness() throws IOException {
        log.persist(List.of(batches.vote(3, HardState.FRESH), batches.entries(1, 3, 30)));
        restart();
        assertThat(log.restored().hardState().fresh()).isTrue();
        log.resetTo(new SnapshotMeta(500, 3, MEMBERS, 0, 0));
        restart();
        assertThat(log.restored().hardState()).isEqualTo(new HardState(3, HardState.FRESH));
        log.persist(List.of(batches.vote(3, 0)));
        restart();
        assertThat(log.restored().hardState().fresh()).isFalse();
    }

    @Test
    @DisplayName("compaction keeps everything above its index, and the hard state")
    void compacts() throws IOException {
        log.persist(List.of(batches.vote(7, 1)));
        for (int i = 0; i < 20; i++) {
            log.persist(List.of(batches.entries(1 + 50L * i, 7, 50)));
        }
        boolean more = true;
        while (more) {
            long before = log.firstIndex();
            more = log.compact(700);
            assertThat(log.firstIndex()).isGreaterThan(before).isLessThanOrEqualTo(701);
        }
        restart();
        assertThat(log.firstIndex()).isLessThanOrEqualTo(701);
        assertThat(log.restored().hardState()).isEqualTo(new HardState(7, 1));
        assertThat(log.read(701, 1001, Long.MAX_VALUE)).isEqualTo(Batches.list(701, 7, 300));
    }

    @Test
    @DisplayName("a reset leaves an empty log behind the snapshot, and the hard state")
    void resets() throws IOException {
        log.persist(List.of(batches.vote(7, 1), batches.entries(1, 7, 30)));
        log.resetTo(new SnapshotMeta(500, 8, MEMBERS, 0, 0));
        assertThat(log.firstIndex()).isEqualTo(501);
        assertThat(log.lastIndex()).isEqualTo(500);
        restart();
        assertThat(log.restored()).isEqualTo(new RestoredLog(new HardState(7, 1), 501, 500));
        log.persist(List.of(batches.entries(501, 9, 3)));
        restart();
        assertThat(log.read(501, 504, Long.MAX_VALUE)).isEqualTo(Batches.list(501, 9, 3));
    }
}
