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
 * @param tls handshakes of TLS, and connections without
 * @param namespaces what is read and written, by the first step of the paths
 */
public record TrafficStatus(
        int connections,
        int outstanding,
        PacketCounts packets,
        LatencyStatus latencyMillis,
        SizeStatus responseBytes,
        SizeStatus proposalBytes,
        RefusalCounts refusals,
        WatchEventAmounts watchEvents,
        TlsCounts tls,
        NamespaceTraffic namespaces) {

    /**
     * Packets and bytes so far.
     *
     * @param received packets from clients
     * @param sent packets to clients, watch events included
     * @param bytesReceived bytes from clients
     * @param bytesSent bytes to clients
     * @param watchBytes bytes of watch events
     */
    public record PacketCounts(long received, long sent, long bytesReceived, long bytesSent, long watchBytes) {

        /** Nobody has sent anything. */
        public static final PacketCounts NONE = new PacketCounts(0, 0, 0, 0, 0);
    }

    /**
     * What was turned away, or went away.
     *
     * @param connectionsRejected connections closed because a limit was reached
     * @param sessionlessExpired connections closed because they never asked for a session
     * @param authenticationFailed failed authentications
     * @param badBeginnings connections whose first bytes made no sense
     * @param dropped connections that their clients ended without taking leave
     * @param ensembleNames clients that said which ensemble they mean
     * @param throttling what limits had to do
     */
    public record RefusalCounts(
            long connectionsRejected,
            long sessionlessExpired,
            long authenticationFailed,
            long badBeginnings,
            long dropped,
            EnsembleNameCounts ensembleNames,
            ThrottlingCounts throttling) {

        /** Nothing was turned away. */
        public static final RefusalCounts NONE =
                new RefusalCounts(0, 0, 0, 0, 0, EnsembleNameCounts.NONE, ThrottlingCounts.NONE);
    }

    /**
     * Handshakes of TLS since the start of the server, and connections that did without one.
     *
     * @param underWay handshakes under way now
     * @param failed handshakes that failed, took too long or were broken off
     * @param refused connections closed because too many handshakes were under way
     * @param plainLocal connections in plain text from this machine
     * @param plainRemote connections in plain text from others
     */
    public record TlsCounts(int underWay, long failed, long refused, long plainLocal, long plainRemote) {

        /** Nobody has connected. */
        public static final TlsCounts NONE = new TlsCounts(0, 0, 0, 0, 0);
    }

    /**
     * What limits had to do.
     *
     * @param connectRequests sessions asked for
     * @param revalidations sessions asked for that existed before
     * @param connectsThrottled connections closed because sessions were asked for too fast
     * @param dropProbability how likely a request for a session is turned away at present, 0 to 1
     * @param tokenDeficit how many tokens of {@code connection_throttle_tokens} were gone each time a session was asked for
     * @param requestThrottleWaits requests held because the server worked on as many as it may
     * @param held how long requests were held before they were begun; most of them not at all
     * @param throttledOps requests refused because they were held too long
     * @param staleRequestsDropped requests held when their connection ended
     * @param largeRequestsRejected connections closed because there was no room for their large request
     * @param watchesRefused watches refused because there are too many
     * @param closedNotServing connections closed because the server serves nobody at the moment
     */
    public record ThrottlingCounts(
            long connectRequests,
            long revalidations,
            long connectsThrottled,
            double dropProbability,
            Amounts tokenDeficit,
            long requestThrottleWaits,
            Distribution held,
            long throttledOps,
            long staleRequestsDropped,
            long largeRequestsRejected,
            long watchesRefused,
            long closedNotServing) {

        /** Nothing had to be done. */
        public static final ThrottlingCounts NONE =
                new ThrottlingCounts(0, 0, 0, 0, Amounts.NONE, 0, Distribution.NONE, 0, 0, 0, 0, 0);
    }
}
