package io.corral.raft.node;

/**
 * What waits in a node at one moment. Reading it walks the queues: for metrics, not for decisions.
 *
 * @param loop inputs of the raft loop
 * @param log writes and other work for the log thread
 * @param apply batches and other work for the apply thread
 * @param snapshot work for the snapshot thread
 * @param transfer chunks to be read for followers
 * @param proposalBytes proposals accepted and not yet durable here, in bytes
 */
public record QueueDepths(int loop, int log, int apply, int snapshot, int transfer, long proposalBytes) {}
