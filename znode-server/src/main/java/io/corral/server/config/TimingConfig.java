package io.corral.server.config;

/**
 * Tick and session timeouts.
 *
 * @param tickTimeMillis length of a tick; at least 1
 * @param initLimitTicks only shown: a server that comes up is given the time that it needs; 0 when standalone
 * @param syncLimitTicks ticks for which clients stay connected while no leader is known; 0 when standalone. How long members wait
 *     for one another is said by {@link EngineConfig.RaftTiming}.
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
