/**
 * The driver: runs {@link io.corral.raft.core.RaftCore} against real storage, network, clock and state machine. The only
 * package of the engine with threads, and the only one that logs.
 *
 * <p>A {@link io.corral.raft.node.RaftHost} is a node with any number of groups, a {@link io.corral.raft.node.RaftNode} one of
 * them. Threads of a node: the <em>raft loop</em> owns the cores and talks to the listeners; the <em>log thread</em> makes
 * batches durable; the <em>apply threads</em> own the state machines; the <em>snapshot thread</em> writes captured states
 * and stores chunks, the <em>transfer thread</em> reads them. They talk by queues whose contents the core's limits and the driver's own bound. Each is a
 * {@link io.corral.raft.node.Execution.Worker}; what calls its rounds is injected.
 */
@org.jspecify.annotations.NullMarked
package io.corral.raft.node;
