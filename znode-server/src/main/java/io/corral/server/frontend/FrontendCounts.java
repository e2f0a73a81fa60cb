package io.corral.server.frontend;

import io.corral.server.status.Distribution;
import io.corral.server.status.EnsembleNameCounts;
import io.corral.server.status.LatencyStatus;
import io.corral.server.status.SizeStatus;
import io.corral.server.status.TrafficStatus.PacketCounts;
import io.corral.server.status.TrafficStatus.ThrottlingCounts;
import io.corral.server.status.WatchCounts;
import java.util.List;

/**
 * The counts of all event loops together.
 *
 * @param connections open connections
 * @param outstanding requests without an answer
 * @param packets packets and bytes
 * @param latencyMillis latencies
 * @param answerBytes sizes of answers
 * @param reads requests answered from the state at hand
 * @param writes writes answered
 * @param authenticationFailures auth packets refused
 * @param badHandshakes connections whose first packet made no sense
 * @param sessionlessExpired connections closed because they never opened a session
 * @param dropped connections that their clients ended without taking leave
 * @param ensembleNames clients that said which ensemble they mean
 * @param throttling what limits had to do
 * @param watches watches of this server's clients
 */
public record FrontendCounts(
        int connections,
        int outstanding,
        PacketCounts packets,
        LatencyStatus latencyMillis,
        SizeStatus answerBytes,
        long reads,
        long writes,
        long authenticationFailures,
        long badHandshakes,
        long sessionlessExpired,
        long dropped,
        EnsembleNameCounts ensembleNames,
        ThrottlingCounts throttling,
        WatchCounts watches) {

    static FrontendCounts of(
            List<LoopTraffic.Counts> loops, Distribution held, long largeRequestsRejected, double dropProbability) {
        LoopTraffic.Counts sum = loops.stream().reduce(LoopTraffic.Counts.NONE, LoopTraffic.Counts::plus);
        LoopTraffic.Spread latency = sum.latency();
        LoopTraffic.Spread size = sum.answerBytes();
        LoopTraffic.Events events = sum.events();
        LoopTraffic.Throttled throttled = events.throttled();
        return new FrontendCounts(
                sum.connections(),
                sum.outstanding(),
                new PacketCounts(sum.received(), sum.sent(), sum.bytesReceived(), sum.bytesSent(), sum.watchBytes()),
                latency.count() == 0
                        ? LatencyStatus.NONE
                        : new LatencyStatus(latency.min(), (double) latency.sum() / latency.count(), latency.max()),
                size.count() == 0 ? SizeStatus.NONE : new SizeStatus(size.last(), size.min(), size.max()),
                events.reads(),
                events.writes(),
                events.authenticationFailures(),
                events.badHandshakes(),
                events.sessionlessExpired(),
                events.dropped(),
                events.ensembleNames(),
                new ThrottlingCounts(
                        throttled.connectRequests(),
                        throttled.revalidations(),
                        throttled.connectsThrottled(),
                        dropProbability,
                        throttled.tokenDeficit().amounts(),
                        throttled.requestThrottleWaits(),
                        held,
                        throttled.throttledOps(),
                        throttled.staleRequestsDropped(),
                        largeRequestsRejected,
                        throttled.watchesRefused(),
                        throttled.closedNotServing()),
                events.watches());
    }
}
