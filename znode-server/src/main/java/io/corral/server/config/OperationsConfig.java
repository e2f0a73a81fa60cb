package io.corral.server.config;

import java.time.Duration;
import java.util.Optional;

/**
 * What operators see.
 *
 * @param fourLetterWords which four letter words are answered
 * @param admin the HTTP server of console and commands; empty when switched off
 * @param metrics the separate port for metrics; empty unless the Prometheus provider is configured
 * @param alarms what is worth a line in the log
 */
public record OperationsConfig(
        CommandWhitelist fourLetterWords,
        Optional<AdminConfig> admin,
        Optional<MetricsConfig> metrics,
        AlarmConfig alarms) {

    /**
     * The HTTP server of console and commands.
     *
     * @param host address it is bound to
     * @param port its port; 0 takes a free one
     * @param commandPath path of ZooKeeper's commands, starting with a slash
     * @param idleTimeout after which a silent connection is closed ({@code admin.idleTimeout})
     * @param transfers who may take copies of the state, and how often
     * @param initialConfiguration the file as it was at the start, secrets hidden; of a standalone server only, as in ZooKeeper
     */
    public record AdminConfig(
            String host,
            int port,
            String commandPath,
            Duration idleTimeout,
            TransferConfig transfers,
            Optional<String> initialConfiguration) {

        /** The same on another port. */
        public AdminConfig onPort(int other) {
            return new AdminConfig(host, other, commandPath, idleTimeout, transfers, initialConfiguration);
        }

        /**
         * Where a browser finds the console.
         *
         * @param scheme http or https
         * @param ownHost how others call this machine; used when the server is bound to all addresses
         */
        public String url(String scheme, String ownHost) {
            boolean all = host.equals("0.0.0.0") || host.equals("::");
            String name = all ? ownHost : host;
            return scheme + "://" + (name.indexOf(':') >= 0 ? "[" + name + "]" : name) + ":" + port;
        }
    }

    /**
     * Copies of the whole state over HTTP.
     *
     * @param snapshotEnabled whether they may be fetched ({@code admin.snapshot.enabled})
     * @param restoreEnabled whether they may replace the state ({@code admin.restore.enabled})
     * @param restoreInterval the shortest time between two that do ({@code admin.rateLimiterIntervalInMS})
     * @param snapshotInterval the shortest time between two that are fetched; a thousandth of the other, as ZooKeeper takes the
     *     number for microseconds there
     * @param compressed whether those that are fetched are compressed by gzip ({@code snapshot.compression.method})
     */
    public record TransferConfig(
            boolean snapshotEnabled,
            boolean restoreEnabled,
            Duration restoreInterval,
            Duration snapshotInterval,
            boolean compressed) {}

    /**
     * A port of its own for metrics, as ZooKeeper's Prometheus provider opens.
     *
     * @param host address it is bound to
     * @param port its port; 0 takes a free one
     * @param jvmMetrics whether metrics of the Java process are shown besides
     */
    public record MetricsConfig(String host, int port, boolean jvmMetrics) {}

    /**
     * What is worth a line in the log.
     *
     * @param slowForce a force of the log to disk that takes longer is reported ({@code fsync.warningthresholdms})
     * @param pauses how pauses of the whole process are noticed ({@code jvm.pause.monitor}); empty when they are not
     */
    public record AlarmConfig(Duration slowForce, Optional<PauseConfig> pauses) {}

    /**
     * How pauses of the whole process are noticed: a thread sleeps and looks how much later than asked it wakes.
     *
     * @param sleep how long it sleeps
     * @param info a pause that is worth an information
     * @param warn a pause that is worth a warning
     */
    public record PauseConfig(Duration sleep, Duration info, Duration warn) {}
}
