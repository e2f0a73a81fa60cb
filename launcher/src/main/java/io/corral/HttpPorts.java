package io.corral;

import io.corral.admin.AdminServer;
import io.corral.admin.AdminSettings;
import io.corral.admin.AdminSources;
import io.corral.admin.AdminStartException;
import io.corral.admin.command.TransferSettings;
import io.corral.admin.http.HttpProtection;
import io.corral.server.config.OperationsConfig;
import io.corral.server.config.OperationsConfig.AdminConfig;
import io.corral.server.config.OperationsConfig.MetricsConfig;
import io.corral.server.config.TlsConfig.AdminTls;
import io.corral.server.ops.EnvironmentFacts;
import io.corral.server.ops.metrics.LoadedClassesCollector;
import io.corral.server.ops.metrics.ServerMetricsCollector;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.hotspot.DefaultExports;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The HTTP ports of a server: the one of console and commands, and the one of the metrics, as configured. */
final class HttpPorts implements AutoCloseable {

    private final List<AdminServer> open = new ArrayList<>();
    private Optional<String> consoleUrl = Optional.empty();

    private HttpPorts() {}

    /**
     * Opens the ports.
     *
     * @throws AdminStartException if one cannot be opened; then none is
     */
    static HttpPorts open(OperationsConfig operations, AdminTls tls, RunningServer server, EnvironmentFacts environment)
            throws AdminStartException {
        CollectorRegistry registry = new CollectorRegistry();
        new ServerMetricsCollector(server.status()).register(registry);
        server.raftMetrics().register(registry);
        if (operations.metrics().map(MetricsConfig::jvmMetrics).orElse(true)) {
            DefaultExports.register(registry);
            new LoadedClassesCollector(ManagementFactory.getClassLoadingMXBean()).register(registry);
        }
        HttpPorts ports = new HttpPorts();
        try {
            ports.openConsole(operations, tls, server, registry, environment);
            ports.openMetrics(operations, registry);
            return ports;
        } catch (AdminStartException e) {
            ports.close();
            throw e;
        }
    }

    /** Address of the console on this machine; empty when it is switched off. */
    Optional<String> consoleUrl() {
        return consoleUrl;
    }

    @Override
    public void close() {
        open.forEach(AdminServer::close);
    }

    private void openConsole(
            OperationsConfig operations,
            AdminTls tls,
            RunningServer server,
            CollectorRegistry registry,
            EnvironmentFacts environment)
            throws AdminStartException {
        if (operations.admin().isEmpty()) {
            return;
        }
        AdminConfig admin = operations.admin().get();
        AdminServer console = AdminServer.start(
                new AdminSettings(
                        admin.host(),
                        admin.port(),
                        admin.commandPath(),
                        admin.idleTimeout(),
                        protection(tls, server),
                        new TransferSettings(
                                admin.transfers().snapshotEnabled(),
                                admin.transfers().snapshotInterval(),
                                admin.transfers().restoreEnabled(),
                                admin.transfers().restoreInterval(),
                                System::nanoTime),
                        admin.initialConfiguration()),
                new AdminSources(
                        server.status(),
                        server.control(),
                        registry,
                        environment.values(),
                        environment.systemProperties()));
        open.add(console);
        consoleUrl = Optional.of(admin.onPort(console.port()).url(tls.scheme(), "localhost") + "/");
    }

    private static Optional<HttpProtection> protection(AdminTls tls, RunningServer server) {
        return server.adminTls().map(context -> new HttpProtection(context, tls.needsCertificate(), tls.forced()));
    }

    private void openMetrics(OperationsConfig operations, CollectorRegistry registry) throws AdminStartException {
        if (operations.metrics().isPresent()) {
            MetricsConfig metrics = operations.metrics().get();
            open.add(AdminServer.startMetrics(metrics.host(), metrics.port(), registry));
        }
    }
}
