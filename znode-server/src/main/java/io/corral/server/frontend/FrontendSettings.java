package io.corral.server.frontend;

import io.corral.server.config.ServerConfig;
import io.corral.server.config.SessionConfig;
import io.corral.server.config.TimingConfig;
import io.corral.server.config.TrafficLimits;
import java.time.Duration;

/**
 * Limits and timings of client connections.
 *
 * @param serverId this server's number as it stands in session ids and origins; 1 for a standalone server
 * @param timing tick and session timeouts
 * @param maxFrameBytes longest request accepted ({@code jute.maxbuffer})
 * @param sessions sessions out of the ordinary
 * @param limits what keeps clients from asking for more than there is
 * @param unansweredBytesMax bytes of requests without an answer, and of writes not executed, that an event loop takes
 * @param untakenBytesMax bytes that an event loop keeps for clients that do not take their answers, all together
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
        SessionConfig sessions,
        TrafficLimits limits,
        long unansweredBytesMax,
        long untakenBytesMax,
        Duration sessionlessTimeout,
        Duration livenessInterval,
        Duration retryPause,
        Duration resendPatienceMin,
        Duration resendPatienceMax) {
    private static final Duration LIVENESS_MAX = Duration.ofSeconds(1);
    private static final long UNANSWERED_BYTES_MAX = 8L * 1024 * 1024;

    /** Of all event loops together. */
    private static final long UNTAKEN_BYTES_MAX = 128L * 1024 * 1024;

    static FrontendSettings of(ServerConfig config, int serverId) {
        Duration halfTick = Duration.ofMillis(Math.max(1, config.timing().tickTimeMillis() / 2));
        return new FrontendSettings(
                serverId,
                config.timing(),
                config.clients().maxPacketBytes(),
                config.sessions(),
                config.clients().limits(),
                UNANSWERED_BYTES_MAX,
                UNTAKEN_BYTES_MAX / config.engine().eventLoops(),
                Duration.ofMillis(config.clients().sessionlessTimeoutMillis()),
                halfTick.compareTo(LIVENESS_MAX) < 0 ? halfTick : LIVENESS_MAX,
                Duration.ofMillis(20),
                Duration.ofSeconds(1),
                Duration.ofSeconds(8));
    }
}
