package io.corral.raft.core;

/**
 * The answer to {@link Input.TransferRequested}.
 *
 * @param requestId the id given with the request
 * @param outcome how it has ended
 */
public record TransferAnswer(long requestId, TransferOutcome outcome) {}
