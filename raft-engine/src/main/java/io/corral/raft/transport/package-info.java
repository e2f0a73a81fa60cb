/**
 * Messages between nodes as Protocol Buffers over Netty. The generated types stay in here: the rest of the engine knows
 * only the records of {@link io.corral.raft.message}.
 *
 * <p>Every node dials every peer and sends on the connection it dialled; it receives on the connections others dialled. So
 * there is one ordered connection per peer and direction, and no negotiation about which of two connections survives.
 */
@org.jspecify.annotations.NullMarked
package io.corral.raft.transport;
