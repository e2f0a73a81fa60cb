package io.corral.raft.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.corral.raft.core.HardState;
import io.corral.raft.port.LogStorage;
import io.corral.raft.port.UnwritableException;
import io.corral.raft.port.WriteObstacle;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A log on a disk that is full or read-only")
class FullDiskLogTest {
    private static final SegmentedLogSettings SMALL = new SegmentedLogSettings(4 << 10);

    private final CrashingDisk crashing = new CrashingDisk();
    private final LimitedDisk disk = new LimitedDisk(crashing);
    private final Batches batches = new Batches();
    private long last;

    private LogStorage open() throws IOException {
        return SegmentedLog.open(disk, SMALL, FilePreparation.onDemand()).group(0);
    }

    /** Appends until the disk refuses; returns the refusal. */
    private UnwritableException fill(LogStorage log) throws IOException {
        while (true) {
            try {
                log.persist(List.of(batches.entries(last + 1, 1, 3)));
                last += 3;
            } catch (UnwritableException refused) {
                return refused;
            }
        }
    }

    @Test
    @DisplayName("refuses a batch as a whole, and takes the same batch when there is space again")
    void resumes() throws IOException {
        LogStorage log = open();
        disk.capacity(20 << 10);
        assertThat(fill(log).obstacle()).isEqualTo(WriteObstacle.NO_SPACE);
        assertThat(log.lastIndex()).isEqualTo(last).isGreaterThan(100);
        assertThatThrownBy(() -> log.persist(List.of(batches.entries(last + 1, 1, 3))))
                .isInstanceOf(UnwritableException.class);
        disk.capacity(Long.MAX_VALUE);
        log.persist(List.of(batches.entries(last + 1, 1, 3), batches.entries(last + 4, 1, 200)));
        assertThat(open().read(1, last + 204, Long.MAX_VALUE)).isEqualTo(Batches.list(1, 1, (int) last + 203));
    }

    @Test
    @DisplayName("still writes terms and votes when no entry fits any more")
    void keepsRoomForVotes() throws IOException {
        LogStorage log = open();
        disk.capacity(20 << 10);
        fill(log);
        log.persist(List.of(batches.vote(7, 2)));
        LogStorage found = open();
        assertThat(found.restored().hardState()).isEqualTo(new HardState(7, 2));
        assertThat(found.lastIndex()).isEqualTo(last);
    }

    @Test
    @DisplayName("half a batch written before the disk became read-only is nothing, now and after a restart")
    void halfWritten() throws IOException {
        LogStorage log = open();
        log.persist(List.of(batches.entries(1, 1, 10)));
        disk.readOnly(true);
        assertThatThrownBy(() -> log.persist(List.of(batches.vote(2, 3), batches.replace(5, 2, 20))))
                .isInstanceOfSatisfying(
                        UnwritableException.class,
                        refused -> assertThat(refused.obstacle()).isEqualTo(WriteObstacle.READ_ONLY));
        assertThat(log.read(1, 11, Long.MAX_VALUE)).isEqualTo(Batches.list(1, 1, 10));
        disk.readOnly(false);
        log.persist(List.of(batches.replace(5, 2, 20)));
        assertThat(log.read(5, 25, Long.MAX_VALUE)).isEqualTo(Batches.list(5, 2, 20));
        assertThat(open().read(5, 25, Long.MAX_VALUE)).isEqualTo(Batches.list(5, 2, 20));
    }

    @Test
    @DisplayName("a force that fails is no refusal, whatever it says: the log is closed to writes")
    void failedForceIsFinal() throws IOException {
        LogStorage log = open();
        disk.failForces();
        assertThatThrownBy(() -> log.persist(List.of(batches.entries(1, 1, 3))))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(UnwritableException.class);
        assertThatThrownBy(() -> log.persist(List.of(batches.entries(1, 1, 3))))
                .hasMessageContaining("an earlier write failed");
    }
}
