package io.corral.server.frontend;

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
            Events events) {
        static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, Spread.NONE, Spread.NONE, Events.NONE);

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
    }

    /**
     * Events since the start.
     *
     * @param reads requests answered from the state at hand
     * @param writes writes answered
     * @param authenticationFailures auth packets refused
     * @param badHandshakes connections whose first packet made no sense
     * @param sessionlessExpired connections closed because they never opened a session
     * @param throttled what limits had to do
     * @param watches watches set by connections of this loop
     */
    record Events(
            long reads,
            long writes,
            long authenticationFailures,
            long badHandshakes,
            long sessionlessExpired,
            Throttled throttled,
            WatchCounts watches) {
        static final Events NONE = new Events(0, 0, 0, 0, 0, Throttled.NONE, WatchCounts.NONE);

        Events plus(Events other) {
            return new Events(
                    reads + other.reads,
                    writes + other.writes,
                    authenticationFailures + other.authenticationFailures,
                    badHandshakes + other.badHandshakes,
                    sessionlessExpired + other.sessionlessExpired,
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
            long requestThrottleWaits,
            long throttledOps,
            long staleRequestsDropped,
            long watchesRefused,
            long closedNotServing) {
        static final Throttled NONE = new Throttled(0, 0, 0, 0, 0, 0, 0, 0);

        Throttled plus(Throttled other) {
            return new Throttled(
                    connectRequests + other.connectRequests,
                    revalidations + other.revalidations,
                    connectsThrottled + other.connectsThrottled,
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
    long connectRequests;
    long revalidations;
    long connectsThrottled;
    long requestThrottleWaits;
    long throttledOps;
    long staleRequestsDropped;
    long watchesRefused;
    long closedNotServing;
    private final Meter latencyMillis = new Meter();
    private final Meter answerBytes = new Meter();
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
                new Events(
                        reads,
                        writes,
                        authenticationFailures,
                        badHandshakes,
                        sessionlessExpired,
                        new Throttled(
                                connectRequests,
                                revalidations,
                                connectsThrottled,
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
