package io.corral.raft.node;

import io.corral.raft.port.PeerTransport;
import io.corral.raft.port.SharedLog;
import java.util.function.LongSupplier;

/**
 * What all groups of a node stand on. The host closes log and transport when it is closed.
 *
 * @param log the durable log of all groups, opened
 * @param transport connections to the peers, not started
 * @param nanoClock monotonic time in nanoseconds, any origin; called from any thread
 */
public record HostPorts(SharedLog log, PeerTransport transport, LongSupplier nanoClock) {}
