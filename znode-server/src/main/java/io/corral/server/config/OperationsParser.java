package io.corral.server.config;

import io.corral.server.config.OperationsConfig.AdminConfig;
import io.corral.server.config.OperationsConfig.MetricsConfig;
import java.util.Optional;

/** The settings of four letter words, admin server and metrics. */
final class OperationsParser {

    private static final String PROVIDERS = "org.apache.zookeeper.metrics.";
    private static final String PROMETHEUS = PROVIDERS + "prometheus.PrometheusMetricsProvider";
    private static final String DEFAULT = PROVIDERS + "impl.DefaultMetricsProvider";
    private static final String NONE = PROVIDERS + "impl.NullMetricsProvider";

    private final ConfigValues values;

    OperationsParser(ConfigValues values) {
        this.values = values;
    }

    OperationsConfig parse() throws ConfigException {
        CommandWhitelist whitelist = CommandWhitelist.parse(values.text(Scope.PROPERTY, "4lw.commands.whitelist", ""));
        return new OperationsConfig(whitelist, admin(), metrics());
    }

    private Optional<AdminConfig> admin() throws ConfigException {
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
        return enabled ? Optional.of(new AdminConfig(host, port, path)) : Optional.empty();
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
