package io.corral.raft.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.corral.raft.core.HardState;
import io.corral.raft.core.membership.Membership;
import io.corral.raft.message.SnapshotMeta;
import io.corral.raft.port.LogStorage;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A damaged log that was set aside")
class SetAsideTest {
    private static final SegmentedLogSettings SMALL = new SegmentedLogSettings(4 << 10);

    private final CrashingDisk disk = new CrashingDisk();
    private final Batches batches = new Batches();

    private SegmentedLog open() throws IOException {
        return SegmentedLog.open(disk, SMALL, FilePreparation.onDemand());
    }

    @BeforeEach
    void damage() throws IOException {
        LogStorage log = open().group(0);
        for (int i = 0; i < 60; i++) {
            log.persist(List.of(batches.entries(1 + i * 3L, 1, 3)));
        }
        disk.bytes(Segment.fileName(1))[600] ^= 1;
        assertThatThrownBy(this::open).isInstanceOf(CorruptLogException.class);
    }

    @Test
    @DisplayName("keeps its files under other names, and makes room for a new log that knows it has lost something")
    void keepsFiles() throws IOException {
        List<String> kept = SegmentedLog.setAside(disk);
        assertThat(kept).hasSizeGreaterThan(1).contains("damaged-1-" + Segment.fileName(1));
        LogStorage log = open().group(0);
        assertThat(log.lastIndex()).isZero();
        assertThat(log.restored().hardState()).isEqualTo(new HardState(0, HardState.LOST));
        assertThat(disk.list()).containsAll(kept);
    }

    @Test
    @DisplayName("leaves the mark in the new log, whatever is written first")
    void marks() throws IOException {
        SegmentedLog.setAside(disk);
        SegmentedLog log = open();
        log.group(0).persist(List.of(batches.entries(1, 1, 3)));
        log.group(1).resetTo(new SnapshotMeta(40, 2, Membership.ofVoters(Set.of(1L)), 0, 0));
        log.group(2);
        for (int i = 1; i < 60; i++) {
            log.group(0).persist(List.of(batches.entries(1 + i * 3L, 1, 3)));
        }
        for (String name : List.copyOf(disk.list())) {
            if (name.startsWith("damaged-")) {
                disk.delete(name);
            }
        }
        SegmentedLog found = open();
        assertThat(found.group(0).restored().hardState().votedFor()).isEqualTo(HardState.LOST);
        assertThat(found.group(1).restored().hardState().votedFor()).isEqualTo(HardState.LOST);
        assertThat(found.group(1).lastIndex()).isEqualTo(40);
        assertThat(found.group(3).restored().hardState()).isEqualTo(HardState.INITIAL);
    }

    @Test
    @DisplayName("is kept apart from an earlier one")
    void again() throws IOException {
        SegmentedLog.setAside(disk);
        LogStorage log = open().group(0);
        for (int i = 0; i < 60; i++) {
            log.persist(List.of(batches.entries(1 + i * 3L, 1, 3)));
        }
        disk.bytes(Segment.fileName(1))[600] ^= 1;
        assertThat(SegmentedLog.setAside(disk)).contains("damaged-2-" + Segment.fileName(1));
        assertThat(disk.list()).contains("damaged-1-" + Segment.fileName(1));
    }
}
