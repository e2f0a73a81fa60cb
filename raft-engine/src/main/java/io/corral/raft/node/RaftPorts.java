package io.corral.raft.node;

import io.corral.raft.port.PeerTransport;
import io.corral.raft.port.SharedLog;
import io.corral.raft.port.SnapshotStorage;
import io.corral.raft.port.StateMachine;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * What a node stands on. It closes log, snapshots and transport when it is closed.
 *
 * @param log the durable log, opened; the node uses the part of its group
 * @param snapshots durable snapshots, opened
 * @param transport connections to the peers, not started
 * @param stateMachine what the log is replicated for, empty; the node restores it from the newest snapshot
 * @param listener what is told about the node
 * @param nanoClock monotonic time in nanoseconds, any origin; called from any thread
 * @param random used on the raft loop only
 */
public record RaftPorts(
        SharedLog log,
        SnapshotStorage snapshots,
        PeerTransport transport,
        StateMachine stateMachine,
        RaftListener listener,
        LongSupplier nanoClock,
        RandomGenerator random) {}
