package io.corral.raft.transport;

import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;

/**
 * Who and where the nodes are.
 *
 * @param cluster name of the cluster; nodes of another name are refused
 * @param nodeId this node
 * @param bind where to listen
 * @param peers the other nodes; unresolved addresses are looked up at each attempt to connect
 * @param limits what is bounded
 * @param reachableAt where others can reach this node, which it tells them; and who tells it the same is let in, named among the
 *     peers or not. Empty when nobody but the peers is
 */
public record TransportSettings(
        String cluster,
        long nodeId,
        InetSocketAddress bind,
        Map<Long, InetSocketAddress> peers,
        TransportLimits limits,
        Optional<InetSocketAddress> reachableAt) {

    /** Nobody but the peers. */
    public TransportSettings(
            String cluster,
            long nodeId,
            InetSocketAddress bind,
            Map<Long, InetSocketAddress> peers,
            TransportLimits limits) {
        this(cluster, nodeId, bind, peers, limits, Optional.empty());
    }

    /** The same, open to nodes that introduce themselves. */
    public TransportSettings openToGuests(InetSocketAddress reachable) {
        return new TransportSettings(cluster, nodeId, bind, peers, limits, Optional.of(reachable));
    }

    /** Copies the map. */
    public TransportSettings {
        peers = Map.copyOf(peers);
        if (peers.containsKey(nodeId)) {
            throw new IllegalArgumentException("node " + nodeId + " is listed among its own peers");
        }
    }
}
