package io.corral.raft.node;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** What the threads of a node count; each distribution is recorded by one thread. */
final class MetricsRecorder {
    final LongAdder proposalsAccepted = new LongAdder();
    final LongAdder proposalsRefused = new LongAdder();
    final DistributionRecorder loopBatch = new DistributionRecorder();
    final DistributionRecorder proposeBatch = new DistributionRecorder();
    final DistributionRecorder persistBatch = new DistributionRecorder();
    final DistributionRecorder persistNanos = new DistributionRecorder();
    final DistributionRecorder applyBatch = new DistributionRecorder();
    final DistributionRecorder applyNanos = new DistributionRecorder();
    final DistributionRecorder commitNanos = new DistributionRecorder();
    final SnapshotTally snapshots = new SnapshotTally();
    final ElectionTally elections = new ElectionTally();
    final AtomicLong diskObstructions = new AtomicLong();

    NodeMetrics read(QueueDepths queues) {
        return new NodeMetrics(
                proposalsAccepted.sum(),
                proposalsRefused.sum(),
                loopBatch.read(),
                proposeBatch.read(),
                persistBatch.read(),
                persistNanos.read(),
                applyBatch.read(),
                applyNanos.read(),
                commitNanos.read(),
                snapshots.read(),
                elections.read(),
                queues,
                diskObstructions.get());
    }
}
