package io.corral.server.config;

import java.util.Map;
import java.util.Optional;

/**
 * Names under which ZooKeeper's administrator's guide lists options whose key is another one. Written into the file they do
 * nothing, there as here.
 */
final class GuideNames {

    private static final Map<String, String> KEYS = Map.ofEntries(
            Map.entry("connectionMaxTokens", "connection_throttle_tokens"),
            Map.entry("connectionTokenFillTime", "connection_throttle_fill_time"),
            Map.entry("connectionTokenFillCount", "connection_throttle_fill_count"),
            Map.entry("connectionFreezeTime", "connection_throttle_freeze_time"),
            Map.entry("connectionDropIncrease", "connection_throttle_drop_increase"),
            Map.entry("connectionDropDecrease", "connection_throttle_drop_decrease"),
            Map.entry("connectionDecreaseRatio", "connection_throttle_decrease_ratio"),
            Map.entry("requestThrottleLimit", "request_throttle_max_requests"),
            Map.entry("requestThrottleStallTime", "request_throttle_stall_time"),
            Map.entry("requestThrottleDropStale", "request_throttle_drop_stale"),
            Map.entry("requestStaleLatencyCheck", "request_stale_latency_check"),
            Map.entry("requestStaleConnectionCheck", "request_stale_connection_check"),
            Map.entry("requestThrottleShutdownTimeout", "request_throttler.shutdownTimeout"),
            Map.entry("throttledOpWaitTime", "throttled_op_wait_time"),
            Map.entry("maxConcurrentSnapSyncs", "leader.maxConcurrentSnapSyncs"),
            Map.entry("maxConcurrentDiffSyncs", "leader.maxConcurrentDiffSyncs"),
            Map.entry("maxTimeToWaitForEpoch", "leader.maxTimeToWaitForEpoch"),
            Map.entry("ackLoggingFrequency", "leader.ackLoggingFrequency"),
            Map.entry("advancedFlowControlEnabled", "netty.advancedFlowControl.enabled"));

    private GuideNames() {}

    /** Why such a name has no effect; empty for every other key. */
    static Optional<String> reason(String key) {
        return Optional.ofNullable(KEYS.get(key))
                .map(real -> "has no effect under this name, as in ZooKeeper; the key is " + real + ".");
    }
}
