/**
 * The driver: runs {@link io.corral.raft.core.RaftCore} against real storage, network, clock and state machine. The only
 * package of the engine with threads, and the only one that logs.
 *
 * <p>Threads of a node: the <em>raft loop</em> owns the core and talks to the listener; the <em>log thread</em> makes
 * batches durable; the <em>apply thread</em> owns the state machine; the <em>snapshot thread</em> writes captured states
 * and reads and stores chunks. They talk by queues whose contents the core's limits and the driver's own bound. Each is a
 * {@link io.corral.raft.node.Execution.Worker}; what calls its rounds is injected.
 */
@org.jspecify.annotations.NullMarked
package io.corral.raft.node;
