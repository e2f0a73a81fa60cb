package io.corral.raft.node;

import io.corral.raft.port.SnapshotStorage;
import io.corral.raft.port.StateMachine;
import java.util.random.RandomGenerator;

/**
 * What one group has for itself. Its snapshots are closed with it.
 *
 * @param snapshots durable snapshots, opened; no other group writes there
 * @param stateMachine what the log is replicated for, empty; restored from the newest snapshot
 * @param listener what is told about the group
 * @param random used on the raft loop only
 */
public record GroupPorts(
        SnapshotStorage snapshots, StateMachine stateMachine, RaftListener listener, RandomGenerator random) {}
