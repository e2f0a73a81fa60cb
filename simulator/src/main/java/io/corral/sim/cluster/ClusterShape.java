package io.corral.sim.cluster;

import io.corral.raft.core.CatchUpLimits;
import io.corral.raft.core.RaftLimits;
import io.corral.raft.core.RaftSettings;
import io.corral.raft.core.membership.Membership;
import io.corral.raft.log.SegmentedLogSettings;
import io.corral.raft.node.NodeLimits;
import io.corral.raft.node.RaftNodeSettings;
import io.corral.raft.node.SnapshotPolicy;
import java.time.Duration;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * How a cluster is made: its size, and limits so small that every one of them is reached.
 *
 * @param nodes number of nodes, with the ids 1, 2, 3…
 * @param maxAppendBytes bytes of entries in one message; 1 sends one entry at a time
 * @param snapshotEvery entries applied between two snapshots
 * @param maxApplyBatch entries the state machine is given at once
 * @param keys registers the clients work on
 * @param clients how many clients there are
 * @param maxCalmNanos the longest time between two troubles
 * @param leases whether leaders hold leases
 * @param sieges whether leaders are besieged
 * @param joiners how many more nodes there are that may join; 0 when the members stay as they are
 */
record ClusterShape(
        int nodes,
        int maxAppendBytes,
        int snapshotEvery,
        int maxApplyBatch,
        int keys,
        int clients,
        long maxCalmNanos,
        boolean leases,
        boolean sieges,
        int joiners) {

    /** By how much the clock of a machine may run fast or slow. */
    static final double DRIFT = 0.05;

    /** Long, so that the drift of the clocks takes long as well; and much the same for all, as the promises of voters are. */
    static final Duration PATIENCE_UNDER_SIEGE = Duration.ofMillis(300);

    private static final Duration MAX_PATIENCE_UNDER_SIEGE = Duration.ofMillis(330);
    private static final int SIEGES_ONE_IN = 3;
    private static final int CHANGES_ONE_IN = 4;
    private static final int JOINERS = 2;
    private static final long SHORTEST_CALM_NANOS = 60_000_000;
    private static final long LONGEST_CALM_NANOS = 500_000_000;
    private static final int USUAL_APPEND_BYTES = 400;
    private static final long KEPT_BYTES = 2_000;
    private static final long SLOW_BYTES = 2_000;
    private static final Duration PRESENCE = Duration.ofMillis(300);

    /** The id of the group. */
    static final int GROUP = 1;

    /** Segments as small as the log allows. */
    static final SegmentedLogSettings SEGMENTS = new SegmentedLogSettings(4 << 10);

    static ClusterShape drawn(int nodes, RandomGenerator random) {
        return new ClusterShape(
                nodes,
                random.nextInt(3) == 0 ? 1 : USUAL_APPEND_BYTES,
                random.nextInt(4, 60),
                random.nextInt(1, 20),
                random.nextInt(1, 4),
                random.nextInt(3, 6),
                random.nextLong(SHORTEST_CALM_NANOS, LONGEST_CALM_NANOS),
                random.nextBoolean(),
                random.nextInt(SIEGES_ONE_IN) == 0,
                nodes > 2 && random.nextInt(CHANGES_ONE_IN) == 0 ? JOINERS : 0);
    }

    /** How many nodes there are, members or not. */
    int allNodes() {
        return nodes + joiners;
    }

    /** Whether the node begins as a member. */
    boolean isFounder(long node) {
        return node <= nodes;
    }

    Membership membership() {
        TreeSet<Long> ids = new TreeSet<>();
        for (long id = 1; id <= nodes; id++) {
            ids.add(id);
        }
        return Membership.ofVoters(ids);
    }

    /** Some keep a little of the log for those who are behind, and send snapshots slowly. */
    private CatchUpLimits catchUp() {
        CatchUpLimits unpaced = CatchUpLimits.unpaced();
        return switch (snapshotEvery % 3) {
            case 0 -> unpaced.withKeptLog(KEPT_BYTES, PRESENCE);
            case 1 -> unpaced.withKeptLog(KEPT_BYTES, PRESENCE).withSnapshotPace(SLOW_BYTES);
            default -> unpaced;
        };
    }

    RaftNodeSettings settings(long node) {
        return settings(node, GROUP);
    }

    RaftNodeSettings settings(long node, int group) {
        RaftLimits limits = new RaftLimits(maxAppendBytes, 1_500, 3_000, 64, 300, 600, 6_000, 50, catchUp());
        RaftSettings settings =
                RaftSettings.defaults(node, group).withLimits(limits).withSnapshotRetry(Duration.ofMillis(80));
        if (sieges) {
            settings = settings.withTiming(PATIENCE_UNDER_SIEGE, MAX_PATIENCE_UNDER_SIEGE, settings.heartbeat());
        }
        RaftNodeSettings whole = new RaftNodeSettings(
                leases ? settings.withLeases(DRIFT) : settings,
                isFounder(node) ? membership() : Membership.NONE,
                new NodeLimits(4_000, maxApplyBatch, 2_000, Duration.ofMillis(10)),
                new SnapshotPolicy(Long.MAX_VALUE, snapshotEvery));
        return joiners > 0 ? whole.withChangingMembers() : whole;
    }
}
