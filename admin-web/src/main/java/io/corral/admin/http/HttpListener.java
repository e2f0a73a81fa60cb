package io.corral.admin.http;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
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
    private static final int BULK_THREADS = 6;
    private static final int BULK_WAITING = 64;
    private static final long BULK_THREAD_IDLE_SECONDS = 10;
    private static final int PLACES = 256;
    private static final int MAX_CONNECTIONS = PLACES + 64;
    private static final long STOP_TIMEOUT_MILLIS = 1_000;

    private final Server server;
    private final ServerConnector connector;
    private final ExecutorService bulkThreads;

    private HttpListener(Server server, ServerConnector connector, ExecutorService bulkThreads) {
        this.server = server;
        this.connector = connector;
        this.bulkThreads = bulkThreads;
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
        connector.addBean(new RoomForNewcomers(connector, PLACES));
        server.addBean(new NetworkConnectionLimit(MAX_CONNECTIONS, connector));
        ExecutorService bulkThreads = bulkThreads();
        server.setHandler(new RouteHandler(routes, bulkThreads));
        server.setStopTimeout(STOP_TIMEOUT_MILLIS);
        HttpListener listener = new HttpListener(server, connector, bulkThreads);
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
        bulkThreads.shutdownNow();
    }

    /** Made when they are needed. Some may wait for one; beyond that they are refused. */
    private static ExecutorService bulkThreads() {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                BULK_THREADS,
                BULK_THREADS,
                BULK_THREAD_IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(BULK_WAITING),
                task -> {
                    Thread thread = new Thread(task, "http-bulk");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        return threads;
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
