package io.corral.raft.node;

import java.time.Duration;

/**
 * What the driver bounds.
 *
 * @param maxQueuedProposalBytes proposals accepted and not yet handed to the core, in payload bytes
 * @param maxApplyBatchEntries entries after which a batch for the state machine takes no more
 * @param maxApplyBatchBytes the same in bytes
 * @param tick longest time between two ticks of the core
 */
public record NodeLimits(
        long maxQueuedProposalBytes, int maxApplyBatchEntries, long maxApplyBatchBytes, Duration tick) {

    /** 64 MiB of proposals, 10,000 entries or 4 MiB a batch, a tick every 10 ms. */
    public static NodeLimits defaults() {
        return new NodeLimits(64L << 20, 10_000, 4L << 20, Duration.ofMillis(10));
    }
}
