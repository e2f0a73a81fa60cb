package io.corral.server.config;

import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * The client port and its limits.
 *
 * @param address where clients connect; empty when the server takes no clients
 * @param backlog length of the accept queue; -1 is the platform's default
 * @param maxConnectionsPerAddress connections from one IP address; 0 is no limit
 * @param maxConnections connections altogether; 0 is no limit
 * @param maxPacketBytes largest request accepted, the frame's four length bytes not counted ({@code jute.maxbuffer})
 * @param sessionlessTimeoutMillis how long a connection may stay without asking for a session
 * @param tcpKeepAlive whether the system probes connections on which nothing is sent
 * @param limits what keeps clients from asking for more than there is
 */
public record ClientConfig(
        Optional<InetSocketAddress> address,
        int backlog,
        int maxConnectionsPerAddress,
        int maxConnections,
        int maxPacketBytes,
        int sessionlessTimeoutMillis,
        boolean tcpKeepAlive,
        TrafficLimits limits) {

    /** The client port; -1 when there is none. */
    public int port() {
        return address.map(InetSocketAddress::getPort).orElse(-1);
    }
}
