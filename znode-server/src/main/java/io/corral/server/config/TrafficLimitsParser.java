package io.corral.server.config;

import io.corral.server.config.TrafficLimits.ConnectThrottling;
import io.corral.server.config.TrafficLimits.LargeRequests;
import io.corral.server.config.TrafficLimits.RandomGate;
import io.corral.server.config.TrafficLimits.RequestThrottling;
import io.corral.server.config.TrafficLimits.Weights;
import java.util.Optional;

/** The settings that limit what clients can ask of a server. */
final class TrafficLimitsParser {
    /** A third of the heap, when a watch takes some four hundred bytes. */
    private static final int HEAP_BYTES_FOR_A_WATCH = 1200;

    private static final int WATCHES_MIN = 10_000;
    private static final int MILLIS_MAX = Integer.MAX_VALUE;

    private final ConfigValues values;
    private final long heapBytes;

    TrafficLimitsParser(ConfigValues values, long heapBytes) {
        this.values = values;
        this.heapBytes = heapBytes;
    }

    /** @param voters number of servers with a vote */
    TrafficLimits parse(int voters) throws ConfigException {
        int outstanding = positive("globalOutstandingLimit", 1000);
        return new TrafficLimits(
                Math.max(1, voters > 2 ? outstanding / (voters - 1) : outstanding),
                requests(),
                new LargeRequests(
                        values.integer(Scope.PROPERTY, "largeRequestThreshold", -1, -1, Integer.MAX_VALUE),
                        values.number(Scope.PROPERTY, "largeRequestMaxBytes", 100L * 1024 * 1024, 1, Long.MAX_VALUE)),
                connects(),
                values.integer(Scope.OWN, "corral.watches.max", watchesByHeap(), 1, Integer.MAX_VALUE));
    }

    private int watchesByHeap() {
        return (int) Math.max(WATCHES_MIN, Math.min(Integer.MAX_VALUE, heapBytes / HEAP_BYTES_FOR_A_WATCH));
    }

    private RequestThrottling requests() throws ConfigException {
        noteDropping("request_throttle_drop_stale");
        noteDropping("request_stale_connection_check");
        return new RequestThrottling(
                orNone("request_throttle_max_requests"),
                values.integer(Scope.PROPERTY, "request_throttle_stall_time", 100, 1, MILLIS_MAX),
                orNone("throttled_op_wait_time"));
    }

    /** Requests of connections that are gone are dropped whatever these keys say; only a wish for the opposite needs a word. */
    private void noteDropping(String key) {
        if (!values.lenientFlag(key, "true", "false", true)) {
            values.find(Scope.PROPERTY, key)
                    .ifPresent(
                            setting -> values.warn(
                                    setting,
                                    "requests of a connection that has ended are always dropped unless they are on their way."));
        }
    }

    private ConnectThrottling connects() throws ConfigException {
        Weights weights = weights();
        // With weights, the bucket is measured in new global sessions.
        int unit = weights.enabled() ? weights.global() : 1;
        return new ConnectThrottling(
                times(unit, orNone("connection_throttle_tokens")),
                positive("connection_throttle_fill_time", 1),
                times(unit, positive("connection_throttle_fill_count", 1)),
                new RandomGate(
                        values.integer(Scope.PROPERTY, "connection_throttle_freeze_time", -1, -1, MILLIS_MAX),
                        part("connection_throttle_drop_increase", 0.02),
                        part("connection_throttle_drop_decrease", 0.002),
                        part("connection_throttle_decrease_ratio", 0)),
                weights);
    }

    /** Local sessions are the lightest, whatever is written. */
    private Weights weights() throws ConfigException {
        int local = positive("connection_throttle_local_session_weight", 1);
        return new Weights(
                values.lenientFlag("connection_throttle_weight_enabled", "true", "false", false),
                Math.max(local, positive("connection_throttle_global_session_weight", 3)),
                Math.max(local, positive("connection_throttle_renew_session_weight", 2)),
                local);
    }

    private static int times(int unit, int count) {
        return (int) Math.min(Integer.MAX_VALUE, (long) unit * count);
    }

    private int positive(String key, int otherwise) throws ConfigException {
        return values.integer(Scope.PROPERTY, key, otherwise, 1, Integer.MAX_VALUE);
    }

    private int orNone(String key) throws ConfigException {
        return values.integer(Scope.PROPERTY, key, 0, 0, Integer.MAX_VALUE);
    }

    private double part(String key, double otherwise) throws ConfigException {
        Optional<Setting> setting = values.find(Scope.PROPERTY, key);
        return setting.isEmpty() ? otherwise : setting.get().part();
    }
}
