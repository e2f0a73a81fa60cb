package io.corral.server.status;

/**
 * What a server's clients do. Counters run since the start of the server or the last reset.
 *
 * @param connections open client connections
 * @param outstanding requests received and not yet answered
 * @param packets packets and bytes so far
 * @param latencyMillis time from the receipt of a request to its answer, in milliseconds
 * @param responseBytes sizes of answers
 * @param proposalBytes sizes of commands, as the leader appends them
 * @param refusals what was turned away
 * @param watchEvents watchers told of changes
 */
public record TrafficStatus(
        int connections,
        int outstanding,
        PacketCounts packets,
        LatencyStatus latencyMillis,
        SizeStatus responseBytes,
        SizeStatus proposalBytes,
        RefusalCounts refusals,
        WatchEventAmounts watchEvents) {

    /**
     * Packets and bytes so far.
     *
     * @param received packets from clients
     * @param sent packets to clients, watch events included
     * @param bytesReceived bytes from clients
     * @param bytesSent bytes to clients
     */
    public record PacketCounts(long received, long sent, long bytesReceived, long bytesSent) {}

    /**
     * What was turned away.
     *
     * @param connectionsRejected connections closed because a limit was reached
     * @param sessionlessExpired connections closed because they never asked for a session
     * @param authenticationFailed failed authentications
     * @param unsuccessfulHandshakes connections whose first bytes made no sense
     */
    public record RefusalCounts(
            long connectionsRejected, long sessionlessExpired, long authenticationFailed, long unsuccessfulHandshakes) {

        /** Nothing was turned away. */
        public static final RefusalCounts NONE = new RefusalCounts(0, 0, 0, 0);
    }
}
