package io.corral.admin.http;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An open HTTP port. */
public final class HttpListener implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HttpListener.class);

    private static final int MAX_THREADS = 8;
    private static final int MIN_THREADS = 2;
    private static final int MAX_CONNECTIONS = 256;
    private static final long STOP_TIMEOUT_MILLIS = 1_000;

    private final Server server;
    private final ServerConnector connector;

    private HttpListener(Server server, ServerConnector connector) {
        this.server = server;
        this.connector = connector;
    }

    /**
     * Opens a port.
     *
     * @param host address to bind
     * @param port port to bind; 0 takes a free one
     * @param idleTimeout after which a silent connection is closed
     * @param protection how it is protected; empty for plain HTTP
     * @param routes what is answered there
     * @param onPlain runs when somebody speaks plain HTTP to a port that takes both
     * @throws IOException if it cannot be opened
     */
    public static HttpListener open(
            String host,
            int port,
            Duration idleTimeout,
            Optional<HttpProtection> protection,
            RouteTable routes,
            Runnable onPlain)
            throws IOException {
        QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, MIN_THREADS);
        threads.setName("http");
        threads.setDaemon(true);
        Server server = new Server(threads);
        ServerConnector connector = new ServerConnector(server, 1, 1, Protocols.of(protection, onPlain));
        connector.setHost(host);
        connector.setPort(port);
        connector.setIdleTimeout(idleTimeout.toMillis());
        server.addConnector(connector);
        server.addBean(new NetworkConnectionLimit(MAX_CONNECTIONS, connector));
        server.setHandler(new RouteHandler(routes));
        server.setStopTimeout(STOP_TIMEOUT_MILLIS);
        HttpListener listener = new HttpListener(server, connector);
        listener.start();
        return listener;
    }

    /** The port that is open. */
    public int port() {
        return connector.getLocalPort();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            LOG.warn("The HTTP port {} did not close in order.", connector.getPort(), e);
        }
    }

    private void start() throws IOException {
        try {
            server.start();
        } catch (IOException e) {
            close();
            throw e;
        } catch (Exception e) {
            close();
            throw new IOException(e.getMessage(), e);
        }
    }
}
