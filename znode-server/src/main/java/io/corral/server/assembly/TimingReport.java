package io.corral.server.assembly;

import io.corral.raft.core.RaftStatus;
import io.corral.raft.node.NodeMetrics;
import io.corral.server.frontend.Frontend;
import io.corral.server.frontend.FrontendCounts;
import io.corral.server.replication.SessionExpiry;
import io.corral.server.status.Distribution;
import io.corral.server.status.DurationMeter;
import io.corral.server.status.Percentiles;
import io.corral.server.status.RareTimes;
import io.corral.server.status.TimingStatus;

/**
 * Puts together how long things took.
 *
 * @param frontend knows of requests
 * @param leadership knows of elections
 * @param slowForces knows of a slow disk
 * @param expiry knows of sessions that expire
 * @param pauses pauses of the process
 * @param copies times it took to replace the state by an operator's copy
 */
record TimingReport(
        Frontend frontend,
        LeadershipJournal leadership,
        SlowForceWatch slowForces,
        SessionExpiry expiry,
        DurationMeter pauses,
        DurationMeter copies) {
    private static final long NANOS_PER_MICRO = 1_000;

    TimingStatus of(NodeMetrics metrics, FrontendCounts counts, RaftStatus raft) {
        return new TimingStatus(
                frontend.readTimes(),
                frontend.updateTimes(),
                micros(metrics.persistNanos()),
                micros(metrics.commitNanos()),
                micros(metrics.applyNanos()),
                micros(metrics.snapshots().writeNanos()),
                new TimingStatus.EventCounts(
                        counts.reads(),
                        counts.writes(),
                        metrics.proposalsAccepted(),
                        raft.commitIndex(),
                        leadership.elections(),
                        leadership.leaderChanges(),
                        metrics.snapshots().taken(),
                        slowForces.count(),
                        expiry.expired() + frontend.localSessionsExpired()),
                new RareTimes(
                        leadership.timesWithoutLeader(),
                        micros(metrics.snapshots().restoreNanos()),
                        copies.distribution(),
                        pauses.distribution()));
    }

    private static Distribution micros(io.corral.raft.node.Distribution nanos) {
        return new Distribution(
                nanos.count(),
                nanos.sum() / NANOS_PER_MICRO,
                0,
                new Percentiles(
                        quantile(nanos, 0.5),
                        quantile(nanos, 0.9),
                        quantile(nanos, 0.95),
                        quantile(nanos, 0.99),
                        quantile(nanos, 0.999)),
                nanos.max() / NANOS_PER_MICRO);
    }

    private static long quantile(io.corral.raft.node.Distribution nanos, double share) {
        return nanos.quantile(share) / NANOS_PER_MICRO;
    }
}
