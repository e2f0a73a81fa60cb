package io.corral.sim.raft;

import io.corral.raft.core.RaftLimits;
import io.corral.raft.core.RaftSettings;
import java.time.Duration;

/**
 * How a simulated group is made: its size, and limits so small that every one of them is reached.
 *
 * @param nodes number of voters, with the ids 1, 2, 3…
 * @param snapshotEvery entries applied between two snapshots
 * @param maxAppendBytes bytes of entries in one message; 1 sends one entry at a time
 */
record GroupShape(int nodes, int snapshotEvery, int maxAppendBytes) {

    private static final int GROUP = 1;

    RaftSettings settings(long node) {
        RaftLimits limits = new RaftLimits(maxAppendBytes, 900, 1_500, 16, 250, 400, 2_000, 50);
        return RaftSettings.defaults(node, GROUP).withLimits(limits).withSnapshotRetry(Duration.ofMillis(80));
    }
}
