package io.corral.sim.raft;

import io.corral.raft.core.CatchUpLimits;
import io.corral.raft.core.RaftLimits;
import io.corral.raft.core.RaftSettings;
import java.time.Duration;

/**
 * How a simulated group is made: its size, and limits so small that every one of them is reached.
 *
 * @param nodes number of voters, with the ids 1, 2, 3…
 * @param snapshotEvery entries applied between two snapshots
 * @param maxAppendBytes bytes of entries in one message; 1 sends one entry at a time
 * @param plot what the mischief is about
 */
record GroupShape(int nodes, int snapshotEvery, int maxAppendBytes, Plot plot) {

    /** The members that may join; the last one is a witness. */
    private static final int JOINERS = 3;

    private static final int GROUP = 1;
    private static final long KEPT_BYTES = 1_000;
    private static final long SLOW_BYTES = 500;
    private static final Duration PRESENCE = Duration.ofMillis(300);

    /** What happens to a group besides that everything goes wrong. */
    enum Plot {
        /** Nothing. */
        NONE,
        /** Its members change. */
        MEMBERS_CHANGE,
        /** Leaders that were replaced come back with what they had, as in figure 8 of the Raft paper. */
        OLD_LEADERS,
        /** Who has helped a later leader loses its disk, and comes back to an earlier one. */
        FORGOTTEN_HELP;

        /** Whether what drives towards a certain place must not be disturbed all the time. */
        boolean needsPeace() {
            return this == OLD_LEADERS || this == FORGOTTEN_HELP;
        }
    }

    /** How many nodes there are, members or not. */
    int allNodes() {
        return plot == Plot.MEMBERS_CHANGE ? nodes + JOINERS : nodes;
    }

    /** Whether the node is a witness whenever it is a member. */
    boolean isWitness(long node) {
        return node == nodes + JOINERS;
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

    RaftSettings settings(long node) {
        RaftLimits limits = new RaftLimits(maxAppendBytes, 900, 1_500, 16, 250, 400, 2_000, 50, catchUp());
        return RaftSettings.defaults(node, GROUP).withLimits(limits).withSnapshotRetry(Duration.ofMillis(80));
    }
}
