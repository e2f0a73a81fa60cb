package io.corral.server.frontend;

import io.corral.server.status.Amounts;
import io.corral.server.status.EnsembleNameCounts;
import io.corral.server.status.WatchCounts;

/**
 * Running counts of one event loop. The loop counts in plain fields and publishes a {@link Counts} ten times a second and
 * when it is asked to, so counting costs nothing and any thread reads consistent numbers.
 */
final class LoopTraffic {
    /**
     * The counts at one moment.
     *
     * @param connections open connections
     * @param outstanding requests without an answer
     * @param received packets received
     * @param sent packets sent, notifications included
     * @param bytesReceived bytes of requests
     * @param bytesSent bytes of answers and notifications
     * @param latency latencies of answered requests
     * @param answerBytes sizes of answers
     * @param watchBytes bytes of notifications
     * @param events what else is counted
     */
    record Counts(
            int connections,
            int outstanding,
            long received,
            long sent,
            long bytesReceived,
            long bytesSent,
            Spread latency,
            Spread answerBytes,
            long watchBytes,
            Events events) {
        static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, Spread.NONE, Spread.NONE, 0, Events.NONE);

        Counts plus(Counts other) {
            return new Counts(
                    connections + other.connections,
                    outstanding + other.outstanding,
                    received + other.received,
                    sent + other.sent,
                    bytesReceived + other.bytesReceived,
                    bytesSent + other.bytesSent,
                    latency.plus(other.latency),
                    answerBytes.plus(other.answerBytes),
                    watchBytes + other.watchBytes,
                    events.plus(other.events));
        }
    }

    /** Count, sum, last, least and most of some measure; all but count and sum are meaningless while the count is 0. */
    record Spread(long count, long sum, long last, long min, long max) {
        static final Spread NONE = new Spread(0, 0, -1, Long.MAX_VALUE, -1);

        Spread plus(Spread other) {
            return new Spread(
                    count + other.count,
                    sum + other.sum,
                    other.count > 0 ? other.last : last,
                    Math.min(min, other.min),
                    Math.max(max, other.max));
        }

        Amounts amounts() {
            return count == 0 ? Amounts.NONE : new Amounts(count, sum, min, max);
        }
    }

    /**
     * Events since the start.
     *
     * @param reads requests answered from the state at hand
     * @param writes writes answered
     * @param authenticationFailures auth packets refused
     * @param badHandshakes connections whose first packet made no sense
     * @param sessionlessExpired connections closed because they never opened a session
     * @param dropped connections that their clients ended without taking leave
     * @param ensembleNames clients that said which ensemble they mean
     * @param throttled what limits had to do
     * @param watches watches set by connections of this loop
     */
    record Events(
            long reads,
            long writes,
            long authenticationFailures,
            long badHandshakes,
            long sessionlessExpired,
            long dropped,
            EnsembleNameCounts ensembleNames,
            Throttled throttled,
            WatchCounts watches) {
        static final Events NONE =
                new Events(0, 0, 0, 0, 0, 0, EnsembleNameCounts.NONE, Throttled.NONE, WatchCounts.NONE);

        Events plus(Events other) {
            return new Events(
                    reads + other.reads,
                    writes + other.writes,
                    authenticationFailures + other.authenticationFailures,
                    badHandshakes + other.badHandshakes,
                    sessionlessExpired + other.sessionlessExpired,
                    dropped + other.dropped,
                    ensembleNames.plus(other.ensembleNames),
                    throttled.plus(other.throttled),
                    watches.plus(other.watches));
        }
    }

    /**
     * What limits had to do, since the start.
     *
     * @param connectRequests sessions asked for
     * @param revalidations sessions asked for that existed before
     * @param connectsThrottled connections closed because sessions were asked for too fast
     * @param tokenDeficit how many tokens were gone each time a session was asked for
     * @param requestThrottleWaits requests held because the server worked on as many as it may
     * @param throttledOps requests refused because they were held too long
     * @param staleRequestsDropped requests held when their connection ended
     * @param watchesRefused watches refused because there are too many
     * @param closedNotServing connections closed because the server serves nobody at the moment
     */
    record Throttled(
            long connectRequests,
            long revalidations,
            long connectsThrottled,
            Spread tokenDeficit,
            long requestThrottleWaits,
            long throttledOps,
            long staleRequestsDropped,
            long watchesRefused,
            long closedNotServing) {
        static final Throttled NONE = new Throttled(0, 0, 0, Spread.NONE, 0, 0, 0, 0, 0);

        Throttled plus(Throttled other) {
            return new Throttled(
                    connectRequests + other.connectRequests,
                    revalidations + other.revalidations,
                    connectsThrottled + other.connectsThrottled,
                    tokenDeficit.plus(other.tokenDeficit),
                    requestThrottleWaits + other.requestThrottleWaits,
                    throttledOps + other.throttledOps,
                    staleRequestsDropped + other.staleRequestsDropped,
                    watchesRefused + other.watchesRefused,
                    closedNotServing + other.closedNotServing);
        }
    }

    long received;
    long sent;
    long bytesReceived;
    long bytesSent;
    long reads;
    long writes;
    long authenticationFailures;
    long badHandshakes;
    long sessionlessExpired;
    long dropped;
    long watchBytes;
    long connectRequests;
    long revalidations;
    long connectsThrottled;
    long requestThrottleWaits;
    long throttledOps;
    long staleRequestsDropped;
    long watchesRefused;
    long closedNotServing;

    /** Requests begun as soon as they were received, since the counts were last published. */
    long begunAtOnce;

    private final Meter latencyMillis = new Meter();
    private final Meter answerBytes = new Meter();
    private final Meter tokenDeficit = new Meter();
    private EnsembleNameCounts ensembleNames = EnsembleNameCounts.NONE;
    private volatile Counts published = Counts.NONE;

    void answered(long latencyMillisNow, boolean write) {
        sent++;
        latencyMillis.add(latencyMillisNow);
        if (write) {
            writes++;
        } else {
            reads++;
        }
    }

    void answerOf(int bytes) {
        answerBytes.add(bytes);
    }

    /** A session was asked for while so many tokens were gone. */
    void sessionAskedFor(int tokensGone) {
        connectRequests++;
        tokenDeficit.add(tokensGone);
    }

    /** A client said which ensemble it means. */
    void ensembleNamed(EnsembleNameCounts one) {
        ensembleNames = ensembleNames.plus(one);
    }

    /** Makes the counts visible to other threads. */
    void publish(int connections, int outstanding, WatchCounts watches) {
        published = new Counts(
                connections,
                outstanding,
                received,
                sent,
                bytesReceived,
                bytesSent,
                latencyMillis.spread(),
                answerBytes.spread(),
                watchBytes,
                new Events(
                        reads,
                        writes,
                        authenticationFailures,
                        badHandshakes,
                        sessionlessExpired,
                        dropped,
                        ensembleNames,
                        new Throttled(
                                connectRequests,
                                revalidations,
                                connectsThrottled,
                                tokenDeficit.spread(),
                                requestThrottleWaits,
                                throttledOps,
                                staleRequestsDropped,
                                watchesRefused,
                                closedNotServing),
                        watches));
    }

    /** The counts at the end of the last turn. Any thread. */
    Counts counts() {
        return published;
    }

    /** Starts counting packets, latencies and sizes anew, as {@code srst} does. */
    void reset() {
        received = 0;
        sent = 0;
        watchBytes = 0;
        latencyMillis.reset();
        answerBytes.reset();
    }

    private static final class Meter {
        private Spread spread = Spread.NONE;
        private long count;
        private long sum;
        private long last = -1;
        private long min = Long.MAX_VALUE;
        private long max = -1;

        void add(long value) {
            count++;
            sum += value;
            last = value;
            min = Math.min(min, value);
            max = Math.max(max, value);
        }

        Spread spread() {
            if (spread.count() != count) {
                spread = new Spread(count, sum, last, min, max);
            }
            return spread;
        }

        void reset() {
            count = 0;
            sum = 0;
            last = -1;
            min = Long.MAX_VALUE;
            max = -1;
        }
    }
}
