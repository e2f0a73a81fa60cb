package io.corral.raft.transport;

import java.net.InetSocketAddress;
import java.util.Map;

/**
 * Who and where the nodes are.
 *
 * @param cluster name of the cluster; nodes of another name are refused
 * @param nodeId this node
 * @param bind where to listen
 * @param peers the other nodes; unresolved addresses are looked up at each attempt to connect
 * @param limits what is bounded
 */
public record TransportSettings(
        String cluster,
        long nodeId,
        InetSocketAddress bind,
        Map<Long, InetSocketAddress> peers,
        TransportLimits limits) {

    /** Copies the map. */
    public TransportSettings {
        peers = Map.copyOf(peers);
        if (peers.containsKey(nodeId)) {
            throw new IllegalArgumentException("node " + nodeId + " is listed among its own peers");
        }
    }
}
