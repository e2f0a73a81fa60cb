package io.corral.raft.core;

import java.time.Duration;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Settings of one core. Start from {@link #defaults} and adjust with the {@code with…} methods.
 *
 * @param nodeId id of this node, not 0
 * @param group id of the group
 * @param electionTimeoutMin shortest time without a leader before an election is tried; also how long followers stick to a leader
 * @param electionTimeoutMax longest such time (exclusive); also how long a leader goes on without a majority
 * @param heartbeat interval of heartbeats, well below {@code electionTimeoutMin}
 * @param snapshotRetry how long a leader waits for the answer to a chunk before it sends it again
 * @param limits what is bounded, in bytes and entries
 * @param reserves nodes that should lead only if others cannot; the same on all nodes
 * @param leaseDriftBound by what fraction of real time the clock of a node may run fast or slow, at least 0 and below 1. Present =
 *     leaders hold leases, on which reads may rest; must then be present on all nodes, with the same election timeouts. Empty = no leases
 */
public record RaftSettings(
        long nodeId,
        int group,
        Duration electionTimeoutMin,
        Duration electionTimeoutMax,
        Duration heartbeat,
        Duration snapshotRetry,
        RaftLimits limits,
        Set<Long> reserves,
        OptionalDouble leaseDriftBound) {

    /** Checks the ranges. */
    public RaftSettings {
        reserves = Set.copyOf(reserves);
        if (leaseDriftBound.isPresent()) {
            double drift = leaseDriftBound.getAsDouble();
            if (!(drift >= 0 && drift < 1)) {
                throw new IllegalArgumentException("drift bound " + drift + " must be at least 0 and below 1");
            }
        }
        if (nodeId == 0) {
            throw new IllegalArgumentException("node id must not be 0");
        }
        if (heartbeat.isNegative() || heartbeat.isZero() || heartbeat.compareTo(electionTimeoutMin) >= 0) {
            throw new IllegalArgumentException(
                    "heartbeat " + heartbeat + " must be positive and below " + electionTimeoutMin);
        }
        if (electionTimeoutMin.compareTo(electionTimeoutMax) >= 0) {
            throw new IllegalArgumentException(
                    "election timeout " + electionTimeoutMin + " must be below " + electionTimeoutMax);
        }
    }

    /** 150–300 ms election timeout, 50 ms heartbeat, 1 s for a chunk, default limits. */
    public static RaftSettings defaults(long nodeId, int group) {
        return new RaftSettings(
                nodeId,
                group,
                Duration.ofMillis(150),
                Duration.ofMillis(300),
                Duration.ofMillis(50),
                Duration.ofSeconds(1),
                RaftLimits.defaults(),
                Set.of(),
                OptionalDouble.empty());
    }

    /** The same with other election timeouts and heartbeat interval. */
    public RaftSettings withTiming(Duration timeoutMin, Duration timeoutMax, Duration heartbeatInterval) {
        return new RaftSettings(
                nodeId,
                group,
                timeoutMin,
                timeoutMax,
                heartbeatInterval,
                snapshotRetry,
                limits,
                reserves,
                leaseDriftBound);
    }

    /** The same with another time to wait for the answer to a chunk. */
    public RaftSettings withSnapshotRetry(Duration retry) {
        return new RaftSettings(
                nodeId,
                group,
                electionTimeoutMin,
                electionTimeoutMax,
                heartbeat,
                retry,
                limits,
                reserves,
                leaseDriftBound);
    }

    /** The same with other limits. */
    public RaftSettings withLimits(RaftLimits other) {
        return new RaftSettings(
                nodeId,
                group,
                electionTimeoutMin,
                electionTimeoutMax,
                heartbeat,
                snapshotRetry,
                other,
                reserves,
                leaseDriftBound);
    }

    /** The same with these nodes as mere reserves for leading. */
    public RaftSettings withReserves(Set<Long> nodes) {
        return new RaftSettings(
                nodeId,
                group,
                electionTimeoutMin,
                electionTimeoutMax,
                heartbeat,
                snapshotRetry,
                limits,
                nodes,
                leaseDriftBound);
    }

    /** The same with leases for leaders, trusting clocks to run fast or slow by at most this fraction of real time. */
    public RaftSettings withLeases(double driftBound) {
        return new RaftSettings(
                nodeId,
                group,
                electionTimeoutMin,
                electionTimeoutMax,
                heartbeat,
                snapshotRetry,
                limits,
                reserves,
                OptionalDouble.of(driftBound));
    }

    /** Whether the node should lead only if others cannot. */
    public boolean isReserve(long node) {
        return reserves.contains(node);
    }
}
