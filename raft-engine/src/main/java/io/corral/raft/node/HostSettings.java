package io.corral.raft.node;

import java.time.Duration;

/**
 * What the groups of a node share.
 *
 * @param nodeId the id of the node, the same in every group
 * @param tick longest time between two ticks, which all groups get together; at most a fifth of the shortest heartbeat interval is
 *     sensible
 * @param applyThreads how many threads execute entries, 1 to 64; each works for the same groups all the time, so that a slow state
 *     machine holds up only those it shares the thread with
 */
public record HostSettings(long nodeId, Duration tick, int applyThreads) {
    private static final int MAX_APPLY_THREADS = 64;

    /** Checks the ranges. */
    public HostSettings {
        if (nodeId == 0) {
            throw new IllegalArgumentException("node id must not be 0");
        }
        if (tick.isNegative() || tick.isZero()) {
            throw new IllegalArgumentException("a tick every " + tick);
        }
        if (applyThreads < 1 || applyThreads > MAX_APPLY_THREADS) {
            throw new IllegalArgumentException(applyThreads + " apply threads; 1 to " + MAX_APPLY_THREADS);
        }
    }

    /** A tick every 10 ms and two apply threads. */
    public static HostSettings defaults(long nodeId) {
        return new HostSettings(nodeId, Duration.ofMillis(10), 2);
    }
}
