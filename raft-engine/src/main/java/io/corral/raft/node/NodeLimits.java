package io.corral.raft.node;

import java.time.Duration;

/**
 * What the driver bounds.
 *
 * @param maxQueuedProposalBytes proposals accepted and not yet handed to the core, in payload bytes
 * @param maxApplyBatchEntries entries handed to the state machine in one call
 * @param maxQueuedApplicationBytes application messages received and not yet handed to the listener, in bytes; beyond it
 *     messages from peers wait in their connections
 * @param tick longest time between two ticks of the core
 */
public record NodeLimits(
        long maxQueuedProposalBytes, int maxApplyBatchEntries, long maxQueuedApplicationBytes, Duration tick) {

    /** 64 MiB of proposals, 10,000 entries a batch, 64 MiB of messages, a tick every 10 ms. */
    public static NodeLimits defaults() {
        return new NodeLimits(64L << 20, 10_000, 64L << 20, Duration.ofMillis(10));
    }
}
