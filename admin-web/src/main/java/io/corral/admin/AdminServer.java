package io.corral.admin;

import io.corral.admin.api.ApiRoutes;
import io.corral.admin.command.CommandRoutes;
import io.corral.admin.command.CommandSources;
import io.corral.admin.console.ConsoleRoutes;
import io.corral.admin.http.HttpListener;
import io.corral.admin.http.RouteTable;
import io.corral.admin.probe.HealthRoute;
import io.corral.admin.probe.MetricsRoute;
import io.corral.server.control.AdminEvent;
import io.prometheus.client.CollectorRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * A running HTTP port. Its threads are its own; closing it ends them.
 *
 * <pre>
 *  /               console
 *  /api/ensemble   all members, as this server knows them
 *  /api/server     this server
 *  /metrics        for Prometheus
 *  /health         200 when clients are served, 503 with the reason when not
 *  /commands/...   ZooKeeper's admin commands
 * </pre>
 */
public final class AdminServer implements AutoCloseable {

    private static final Duration METRICS_IDLE_TIMEOUT = Duration.ofSeconds(30);

    private final HttpListener listener;

    private AdminServer(HttpListener listener) {
        this.listener = listener;
    }

    /**
     * Opens the port with all of the above.
     *
     * @throws AdminStartException if the port cannot be opened
     */
    public static AdminServer start(AdminSettings settings, AdminSources sources) throws AdminStartException {
        RouteTable routes = new RouteTable();
        ConsoleRoutes.addTo(routes);
        ApiRoutes.addTo(routes, sources.status());
        routes.exact("/metrics", new MetricsRoute(sources.metrics()));
        routes.exact("/health", new HealthRoute(sources.status()));
        CommandRoutes.addTo(
                routes,
                settings.commandPath(),
                new CommandSources(
                        sources.status(),
                        sources.control(),
                        sources.environment(),
                        sources.systemProperties(),
                        settings.initialConfiguration()),
                settings.transfers());
        try {
            return new AdminServer(HttpListener.open(
                    settings.host(),
                    settings.port(),
                    settings.idleTimeout(),
                    settings.protection(),
                    routes,
                    () -> sources.control().happened(AdminEvent.PLAIN_CONNECTION)));
        } catch (IOException e) {
            throw notOpen(settings.host(), settings.port(), "admin.serverPort", e);
        }
    }

    /**
     * Opens a port with {@code /metrics} only, as ZooKeeper's Prometheus provider does.
     *
     * @throws AdminStartException if the port cannot be opened
     */
    public static AdminServer startMetrics(String host, int port, CollectorRegistry metrics)
            throws AdminStartException {
        RouteTable routes = new RouteTable();
        routes.exact("/metrics", new MetricsRoute(metrics));
        try {
            return new AdminServer(
                    HttpListener.open(host, port, METRICS_IDLE_TIMEOUT, Optional.empty(), routes, () -> {}));
        } catch (IOException e) {
            throw notOpen(host, port, "metricsProvider.httpPort", e);
        }
    }

    /** The port that is open. */
    public int port() {
        return listener.port();
    }

    @Override
    public void close() {
        listener.close();
    }

    private static AdminStartException notOpen(String host, int port, String key, IOException cause) {
        return new AdminStartException(
                "HTTP cannot be served on " + host + ":" + port + ": " + cause.getMessage()
                        + ". End what holds the port, or set " + key + " to a free one.",
                cause);
    }
}
