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
 * @param identity tells the cluster from others of the same name; {@link #UNKNOWN_IDENTITY} while this node does not know it. Nodes
 *     that know another one are refused
 */
public record TransportSettings(
        String cluster,
        long nodeId,
        InetSocketAddress bind,
        Map<Long, InetSocketAddress> peers,
        TransportLimits limits,
        Optional<InetSocketAddress> reachableAt,
        long identity) {
    /** The node does not know yet to which cluster it belongs. */
    public static final long UNKNOWN_IDENTITY = 0;

    /** Nobody but the peers. */
    public TransportSettings(
            String cluster,
            long nodeId,
            InetSocketAddress bind,
            Map<Long, InetSocketAddress> peers,
            TransportLimits limits) {
        this(cluster, nodeId, bind, peers, limits, Optional.empty(), UNKNOWN_IDENTITY);
    }

    /** The same, open to nodes that introduce themselves. */
    public TransportSettings openToGuests(InetSocketAddress reachable) {
        return new TransportSettings(cluster, nodeId, bind, peers, limits, Optional.of(reachable), identity);
    }

    /** The same, of a node that knows to which cluster it belongs. */
    public TransportSettings of(long knownIdentity) {
        return new TransportSettings(cluster, nodeId, bind, peers, limits, reachableAt, knownIdentity);
    }

    /** Copies the map. */
    public TransportSettings {
        peers = Map.copyOf(peers);
        if (peers.containsKey(nodeId)) {
            throw new IllegalArgumentException("node " + nodeId + " is listed among its own peers");
        }
    }
}
