package io.corral.server.status;

import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * One client connection.
 *
 * @param remote the client's address
 * @param secure whether TLS protects it
 * @param interestOps what the connection is ready for as ZooKeeper shows it: 0 closing, 1 read, 5 read and write
 * @param outstanding requests received and not yet answered
 * @param received packets received
 * @param sent packets sent
 * @param establishedMillis wall-clock time at which the connection was accepted, milliseconds since 1970
 * @param session present once the session is established
 */
public record ConnectionStatus(
        InetSocketAddress remote,
        boolean secure,
        int interestOps,
        int outstanding,
        long received,
        long sent,
        long establishedMillis,
        Optional<ConnectedSession> session) {

    /**
     * The session a connection serves.
     *
     * @param id session id
     * @param timeoutMillis negotiated timeout
     * @param last the last request
     * @param latencyMillis latencies of this connection
     */
    public record ConnectedSession(long id, int timeoutMillis, LastRequest last, LatencyStatus latencyMillis) {}

    /**
     * The last request of a connection.
     *
     * @param operation four-letter code as ZooKeeper's: NA, PING, SESS, MULT, CREA, DELE, SETD, GETD, …
     * @param cxid its xid; -1 when there was none
     * @param zxid zxid of the last answer; -1 when there was none
     * @param responseMillis monotonic time of the last answer in milliseconds
     * @param latencyMillis its latency
     */
    public record LastRequest(String operation, long cxid, long zxid, long responseMillis, long latencyMillis) {}
}
