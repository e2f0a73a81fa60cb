package io.corral.server.config;

/**
 * What keeps a crowd of clients from taking more than the server has to give. All of it pushes back: the server stops reading from
 * sockets, or closes connections; it never keeps what it cannot work on.
 *
 * @param outstandingMax requests of this server without an answer beyond which clients that wait for some are not read from
 *     ({@code globalOutstandingLimit}, in an ensemble of more than two divided by the number of the other voters)
 * @param requests how many requests are worked on at a time
 * @param large requests that are large by themselves
 * @param connects how fast sessions may be asked for
 * @param watchesMax watches of all clients of this server together; one client may hold half of them
 */
public record TrafficLimits(
        int outstandingMax,
        RequestThrottling requests,
        LargeRequests large,
        ConnectThrottling connects,
        int watchesMax) {

    /**
     * How many requests are worked on at a time.
     *
     * @param inProcessMax requests without an answer beyond which no more are begun; 0 for no such limit
     * @param stallMillis how often one that waits looks again
     * @param waitMaxMillis a request that has waited longer is not executed but answered with error -127; 0 for never
     */
    public record RequestThrottling(int inProcessMax, int stallMillis, int waitMaxMillis) {}

    /**
     * Requests that are large by themselves.
     *
     * @param thresholdBytes what is longer is large; -1 to make no difference
     * @param bytesMax bytes of all large requests without an answer beyond which the next one costs its connection
     */
    public record LargeRequests(int thresholdBytes, long bytesMax) {}

    /**
     * How fast sessions may be asked for: a bucket of tokens that fills steadily, and before it a gate that turns away at random,
     * more and more while the bucket stays empty.
     *
     * @param tokens size of the bucket; 0 for no limit
     * @param fillMillis in this time {@code fillCount} tokens come back
     * @param fillCount tokens that come back
     * @param gate the random gate
     * @param weights tokens that a request for a session takes
     */
    public record ConnectThrottling(int tokens, int fillMillis, int fillCount, RandomGate gate, Weights weights) {}

    /**
     * The random gate.
     *
     * @param freezeMillis shortest time between two changes of the probability; -1 for no gate
     * @param increase added to the probability of being turned away while the bucket is empty
     * @param decrease taken from it while the bucket is nearly full
     * @param decreaseRatio the bucket is nearly full when no larger part of it than this is taken
     */
    public record RandomGate(int freezeMillis, double increase, double decrease, double decreaseRatio) {}

    /**
     * Tokens that a request for a session takes.
     *
     * @param enabled whether they differ; otherwise each takes one
     * @param global for a new session that all servers know
     * @param renew for a session that exists
     * @param local for a new session that this server alone knows
     */
    public record Weights(boolean enabled, int global, int renew, int local) {}
}
