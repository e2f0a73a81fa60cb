package io.corral.raft.node;

import java.util.concurrent.atomic.LongAdder;

/** What the threads of a node count about snapshots; each distribution is recorded by one thread. */
final class SnapshotTally {
    final LongAdder installed = new LongAdder();
    final LongAdder failed = new LongAdder();
    final DistributionRecorder takenBytes = new DistributionRecorder();
    final DistributionRecorder writeNanos = new DistributionRecorder();
    final DistributionRecorder restoreNanos = new DistributionRecorder();
    final LongAdder sentBytes = new LongAdder();
    final LongAdder receivedBytes = new LongAdder();

    SnapshotMetrics read() {
        Distribution sizes = takenBytes.read();
        return new SnapshotMetrics(
                sizes.count(),
                installed.sum(),
                failed.sum(),
                sizes,
                writeNanos.read(),
                restoreNanos.read(),
                sentBytes.sum(),
                receivedBytes.sum());
    }
}
