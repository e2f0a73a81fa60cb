package io.corral.server.frontend;

import io.corral.server.config.ServerConfig;
import io.corral.server.config.TimingConfig;
import java.time.Duration;

/**
 * Limits and timings of client connections.
 *
 * @param serverId this server's number as it stands in session ids and origins; 1 for a standalone server
 * @param timing tick and session timeouts
 * @param maxFrameBytes longest request accepted ({@code jute.maxbuffer})
 * @param outstandingPerConnection unanswered requests beyond which a connection is not read from
 * @param unappliedBytesMax bytes of writes waiting to be executed beyond which an event loop reads no more requests
 * @param sessionlessTimeout how long a connection may stay without a session
 * @param livenessInterval how often the leader is told which sessions were heard of
 * @param retryPause how long to wait before asking an unknown leader again
 * @param resendPatienceMin how long no write may be executed before all are sent again
 * @param resendPatienceMax the longest such wait
 */
record FrontendSettings(
        int serverId,
        TimingConfig timing,
        int maxFrameBytes,
        int outstandingPerConnection,
        long unappliedBytesMax,
        Duration sessionlessTimeout,
        Duration livenessInterval,
        Duration retryPause,
        Duration resendPatienceMin,
        Duration resendPatienceMax) {
    private static final Duration LIVENESS_MAX = Duration.ofSeconds(1);
    private static final int OUTSTANDING_MIN = 16;
    private static final long UNAPPLIED_BYTES_MAX = 8L * 1024 * 1024;

    static FrontendSettings of(ServerConfig config, int serverId) {
        Duration halfTick = Duration.ofMillis(Math.max(1, config.timing().tickTimeMillis() / 2));
        return new FrontendSettings(
                serverId,
                config.timing(),
                config.clients().maxPacketBytes(),
                Math.max(OUTSTANDING_MIN, config.clients().globalOutstandingLimit()),
                UNAPPLIED_BYTES_MAX,
                Duration.ofMillis(config.clients().sessionlessTimeoutMillis()),
                halfTick.compareTo(LIVENESS_MAX) < 0 ? halfTick : LIVENESS_MAX,
                Duration.ofMillis(20),
                Duration.ofSeconds(1),
                Duration.ofSeconds(8));
    }
}
