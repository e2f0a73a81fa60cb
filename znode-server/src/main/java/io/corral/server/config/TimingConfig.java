package io.corral.server.config;

/**
 * Tick and session timeouts.
 *
 * @param tickTimeMillis length of a tick; at least 1
 * @param initLimitTicks ticks a follower may take to catch up at first; 0 when standalone
 * @param syncLimitTicks ticks a follower may be silent; 0 when standalone
 * @param minSessionTimeoutMillis smallest session timeout granted
 * @param maxSessionTimeoutMillis largest session timeout granted; not below the smallest
 */
public record TimingConfig(
        int tickTimeMillis,
        int initLimitTicks,
        int syncLimitTicks,
        int minSessionTimeoutMillis,
        int maxSessionTimeoutMillis) {

    /** The timeout a client gets that asks for this one. */
    public int clampSessionTimeout(int requestedMillis) {
        return Math.max(minSessionTimeoutMillis, Math.min(maxSessionTimeoutMillis, requestedMillis));
    }
}
