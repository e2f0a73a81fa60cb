package io.corral.server.config;

import io.corral.server.config.OperationsConfig.AdminConfig;
import io.corral.server.config.OperationsConfig.AlarmConfig;
import io.corral.server.config.OperationsConfig.MetricsConfig;
import io.corral.server.config.OperationsConfig.PauseConfig;
import io.corral.server.config.OperationsConfig.TransferConfig;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** The settings of four letter words, admin server and metrics. */
final class OperationsParser {

    private static final String PROVIDERS = "org.apache.zookeeper.metrics.";
    private static final String PROMETHEUS = PROVIDERS + "prometheus.PrometheusMetricsProvider";
    private static final String DEFAULT = PROVIDERS + "impl.DefaultMetricsProvider";
    private static final String NONE = PROVIDERS + "impl.NullMetricsProvider";

    private static final int MAX_MILLIS = Integer.MAX_VALUE;

    private final ConfigValues values;

    OperationsParser(ConfigValues values) {
        this.values = values;
    }

    OperationsConfig parse(boolean standalone) throws ConfigException {
        String listed = values.text(Scope.PROPERTY, "4lw.commands.whitelist", "");
        boolean readOnlyMode =
                values.text(Scope.SYSTEM, "readonlymode.enabled", "false").equalsIgnoreCase("true");
        CommandWhitelist whitelist = CommandWhitelist.parse(readOnlyMode ? listed + ",isro" : listed);
        return new OperationsConfig(whitelist, admin(standalone), metrics(), new AlarmConfig(slowForce(), pauses()));
    }

    /** ZooKeeper takes this one also without its usual prefix, as {@code -Dfsync.warningthresholdms}. */
    private Duration slowForce() throws ConfigException {
        String key = "fsync.warningthresholdms";
        Scope scope = values.find(Scope.PROPERTY, key).isPresent() ? Scope.PROPERTY : Scope.SYSTEM;
        return Duration.ofMillis(values.integer(scope, key, 1000, 0, MAX_MILLIS));
    }

    private Optional<PauseConfig> pauses() throws ConfigException {
        boolean wanted = values.flag(Scope.FILE, "jvm.pause.monitor", false);
        Duration sleep = pause("jvm.pause.sleep.time.ms", 500, 1);
        Duration warn = pause("jvm.pause.warn-threshold.ms", 10_000, 0);
        Duration info = pause("jvm.pause.info-threshold.ms", 1_000, 0);
        return wanted ? Optional.of(new PauseConfig(sleep, info, warn)) : Optional.empty();
    }

    private Duration pause(String key, int otherwise, int min) throws ConfigException {
        return Duration.ofMillis(values.integer(Scope.FILE, key, otherwise, min, MAX_MILLIS));
    }

    private Optional<AdminConfig> admin(boolean standalone) throws ConfigException {
        boolean enabled = values.lenientFlag("admin.enableServer", "true", "false", true);
        String host = values.text(Scope.PROPERTY, "admin.serverAddress", "0.0.0.0");
        int port = values.integer(Scope.PROPERTY, "admin.serverPort", 8080, 0, 65535);
        String path = values.text(Scope.PROPERTY, "admin.commandURL", "/commands");
        if (!path.startsWith("/") || path.length() == 1) {
            throw values.find(Scope.PROPERTY, "admin.commandURL")
                    .orElseThrow()
                    .bad(
                            "The path does not start with a slash, or is nothing else.",
                            "Write a path such as /commands.");
        }
        int idle = values.integer(Scope.PROPERTY, "admin.idleTimeout", 30_000, 1, MAX_MILLIS);
        return enabled
                ? Optional.of(new AdminConfig(
                        host,
                        port,
                        path,
                        Duration.ofMillis(idle),
                        transfers(),
                        standalone ? Optional.of(values.shownText()) : Optional.empty()))
                : Optional.empty();
    }

    private TransferConfig transfers() throws ConfigException {
        int interval = values.integer(Scope.PROPERTY, "admin.rateLimiterIntervalInMS", 300_000, 0, MAX_MILLIS);
        return new TransferConfig(
                values.lenientFlag("admin.snapshot.enabled", "true", "false", true),
                values.lenientFlag("admin.restore.enabled", "true", "false", true),
                Duration.ofMillis(interval),
                Duration.of(interval, ChronoUnit.MICROS),
                compressed());
    }

    /** Whatever ZooKeeper does not know leaves snapshots as they are, as there. */
    private boolean compressed() {
        String key = "snapshot.compression.method";
        String method = values.text(Scope.PROPERTY, key, "");
        if (method.equals("snappy")) {
            values.find(Scope.PROPERTY, key)
                    .ifPresent(setting -> values.warn(
                            setting, "copies of the state are not compressed; write gz to have them compressed."));
        }
        return method.equals("gz");
    }

    private Optional<MetricsConfig> metrics() throws ConfigException {
        Optional<Setting> provider = values.find(Scope.FILE, "metricsProvider.className");
        String name = provider.map(Setting::value).orElse(DEFAULT);
        if (name.equals(DEFAULT) || name.equals(NONE)) {
            return Optional.empty();
        }
        if (!name.equals(PROMETHEUS)) {
            throw provider.orElseThrow()
                    .bad("This metrics provider is not known.", "Write " + PROMETHEUS + ", or remove the setting.");
        }
        return Optional.of(new MetricsConfig(
                values.text(Scope.FILE, "metricsProvider.httpHost", "0.0.0.0"),
                values.integer(Scope.FILE, "metricsProvider.httpPort", 7000, 0, 65535),
                values.flag(Scope.FILE, "metricsProvider.exportJvmInfo", true)));
    }
}
