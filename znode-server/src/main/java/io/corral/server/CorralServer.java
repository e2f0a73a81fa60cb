package io.corral.server;

import io.corral.server.assembly.ServerAssembly;
import io.corral.server.config.ServerConfig;
import io.corral.server.control.ControlPort;
import io.corral.server.frontend.Surroundings;
import io.corral.server.status.ServerStatusSource;
import io.prometheus.client.Collector;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/** One running server. Thread-safe. */
public final class CorralServer implements AutoCloseable {
    private final ServerAssembly assembly;
    private final DataLock lock;

    private CorralServer(ServerAssembly assembly, DataLock lock) {
        this.assembly = assembly;
        this.lock = lock;
    }

    /**
     * Starts a server: restores its tree and joins its ensemble. Returns before a leader is known. It takes no clients before
     * {@link #listen}, so that whatever else belongs to the process can be there first.
     *
     * @param config everything it is told from outside
     * @return the running server
     * @throws DataDirectoryException when another process runs on its data directories
     * @throws IOException when its files cannot be used or the port for the other servers cannot be bound; the message says which
     */
    public static CorralServer start(ServerConfig config) throws IOException {
        DataLock lock = DataLock.take(config.storage());
        try {
            Surroundings surroundings =
                    new Surroundings(System::nanoTime, System::currentTimeMillis, new SecureRandom());
            return new CorralServer(ServerAssembly.start(config, surroundings), lock);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /**
     * Opens the client ports. Call it once.
     *
     * @throws IOException when one cannot be bound; the message says which, and the server must be closed then
     */
    public void listen() throws IOException {
        assembly.listen();
    }

    /** Where consoles and metrics read. */
    public ServerStatusSource status() {
        return assembly.status();
    }

    /** What the Raft engine counts, for Prometheus. */
    public Collector raftMetrics() {
        return assembly.raftMetrics();
    }

    /** What operators can start. */
    public ControlPort control() {
        return assembly.control();
    }

    /** Where clients connect; empty when the server takes no clients. */
    public Optional<InetSocketAddress> clientAddress() {
        return assembly.clientAddress();
    }

    /** Where clients connect with TLS; empty when there is no port for that alone. */
    public Optional<InetSocketAddress> secureClientAddress() {
        return assembly.secureClientAddress();
    }

    /** What protects the HTTP server now; empty when it is not to be protected. */
    public Optional<Supplier<SSLContext>> adminTls() {
        return assembly.adminTls();
    }

    /** Completes with the cause when the server cannot go on; the process should end then. */
    public CompletableFuture<Throwable> failure() {
        return assembly.failure();
    }

    /**
     * Waits until the server was closed or cannot go on.
     *
     * @return why it cannot go on; empty when it was closed
     * @throws InterruptedException when the waiting thread is interrupted
     */
    public Optional<Throwable> awaitTermination() throws InterruptedException {
        return assembly.awaitTermination();
    }

    /** Closes the client connections, leaves the ensemble and closes all files. */
    @Override
    public void close() {
        assembly.close();
        lock.close();
    }
}
