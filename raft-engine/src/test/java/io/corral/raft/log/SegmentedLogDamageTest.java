package io.corral.raft.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.corral.raft.core.HardState;
import io.corral.raft.port.LogStorage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Damage that no crash explains is refused; a torn tail is not damage. */
class SegmentedLogDamageTest {
    private static final String FIRST = Segment.fileName(1);

    private final CrashingDisk disk = new CrashingDisk();
    private final Batches batches = new Batches();

    private LogStorage open() throws IOException {
        return open(disk);
    }

    private static LogStorage open(CrashingDisk disk) throws IOException {
        return SegmentedLog.open(disk, new SegmentedLogSettings(8 << 10), FilePreparation.onDemand())
                .group(1);
    }

    @Property(tries = 300)
    @Label("a flipped bit in front of a later group is never mistaken for the end of the log")
    void damageBeforeTheEndIsRefused(@ForAll long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        CrashingDisk damaged = new CrashingDisk();
        LogStorage log = open(damaged);
        for (int i = 0; i < 100; i++) {
            log.persist(List.of(batches.entries(1 + i * 3L, 1, 3)));
        }
        int fileSize = damaged.bytes(FIRST).length;
        int at = random.nextInt(fileSize);
        // The zeros behind the last record of a full segment are nobody's.
        int usedBytes = usedBytes(damaged.bytes(FIRST));
        damaged.bytes(FIRST)[Math.min(at, usedBytes - 16)] ^= (byte) (1 << random.nextInt(8));
        try {
            LogStorage found = open(damaged);
            // A bit in the padding behind a record belongs to nothing.
            assertThat(found.read(1, 301, Long.MAX_VALUE)).isEqualTo(Batches.list(1, 1, 300));
        } catch (CorruptLogException refused) {
            assertThat(refused).hasMessageContaining("segment-").hasMessageContaining("disk");
        }
    }

    private static int usedBytes(byte[] bytes) {
        int end = bytes.length;
        while (bytes[end - 1] == 0) {
            end--;
        }
        return end;
    }

    @Test
    @DisplayName("zeros in the middle are not taken for the end")
    void lostSector() throws IOException {
        LogStorage log = open();
        for (int i = 0; i < 20; i++) {
            log.persist(List.of(batches.entries(1 + i * 3L, 1, 3)));
        }
        byte[] bytes = disk.bytes(FIRST);
        java.util.Arrays.fill(bytes, 1024, 1536, (byte) 0);
        assertThatThrownBy(this::open)
                .isInstanceOf(CorruptLogException.class)
                .hasMessageContaining(FIRST)
                .hasMessageContaining("offset")
                .hasMessageContaining("in doubt");
    }

    @Test
    @DisplayName("a missing segment is noticed")
    void missingSegment() throws IOException {
        LogStorage log = open();
        for (int i = 0; i < 200; i++) {
            log.persist(List.of(batches.entries(1 + i * 3L, 1, 3)));
        }
        disk.delete(Segment.fileName(2));
        assertThatThrownBy(this::open)
                .isInstanceOf(CorruptLogException.class)
                .hasMessageContaining(Segment.fileName(2) + " is missing");
    }

    @Test
    @DisplayName("garbage behind the last group is cut, and does not come back")
    void tornTail() throws IOException {
        LogStorage log = open();
        log.persist(List.of(batches.vote(1, 1), batches.entries(1, 1, 3)));
        byte[] bytes = disk.bytes(FIRST);
        int end = usedBytes(bytes);
        for (int i = end + 8; i < end + 700; i++) {
            bytes[i] = (byte) i;
        }
        LogStorage found = open();
        assertThat(found.lastIndex()).isEqualTo(3);
        assertThat(found.restored().hardState()).isEqualTo(new HardState(1, 1));
        found.persist(List.of(batches.entries(4, 1, 2)));
        assertThat(open().read(1, 6, Long.MAX_VALUE)).isEqualTo(Batches.list(1, 1, 5));
    }

    @Test
    @DisplayName("a record that changes on disk while the log is open is not returned")
    void damageIsFoundWhenReading() throws IOException {
        LogStorage log = open();
        log.persist(List.of(batches.entries(1, 1, 3)));
        byte[] bytes = disk.bytes(FIRST);
        bytes[usedBytes(bytes) - 3] ^= 4;
        assertThatThrownBy(() -> log.read(1, 4, Long.MAX_VALUE))
                .isInstanceOf(UncheckedIOException.class)
                .hasRootCauseInstanceOf(CorruptLogException.class);
    }

    @Test
    @DisplayName("after a failed force nothing more is written")
    void failedForce() throws IOException {
        LogStorage log = open();
        log.persist(List.of(batches.entries(1, 1, 3)));
        disk.failAfter(1);
        assertThatThrownBy(() -> log.persist(List.of(batches.entries(4, 1, 1)))).isInstanceOf(IOException.class);
        disk.failAfter(100);
        assertThatThrownBy(() -> log.persist(List.of(batches.entries(4, 1, 1))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("an earlier write failed");
        assertThat(log.lastIndex()).isEqualTo(3);
    }

    @Test
    @DisplayName("an entry larger than a segment gets a segment of its own")
    void largeEntry() throws IOException {
        LogStorage log = open();
        log.persist(List.of(batches.entries(1, 1, 2)));
        byte[] large = new byte[100_000];
        new java.util.Random(7).nextBytes(large);
        log.persist(List.of(batches.of(
                List.of(new io.corral.raft.message.LogEntry(3, 1, io.corral.raft.message.EntryType.COMMAND, large)))));
        log.persist(List.of(batches.entries(4, 1, 2)));
        LogStorage found = open();
        assertThat(found.read(3, 4, 10).get(0).payload()).isEqualTo(large);
        assertThat(found.read(1, 6, Long.MAX_VALUE)).hasSize(5);
    }
}
