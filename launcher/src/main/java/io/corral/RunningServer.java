package io.corral;

import io.corral.server.control.ControlPort;
import io.corral.server.status.ServerStatusSource;
import io.prometheus.client.Collector;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/** The server as the launcher needs it. */
interface RunningServer extends AutoCloseable {

    /**
     * Takes clients from now on. Called once, when everything else has started.
     *
     * @throws IOException when a client port cannot be bound; the message says which
     */
    void listen() throws IOException;

    ServerStatusSource status();

    /** What the Raft engine counts, for Prometheus. */
    Collector raftMetrics();

    ControlPort control();

    /** Where clients connect; empty when the server takes no clients. */
    Optional<InetSocketAddress> clientAddress();

    /** Where clients connect with TLS; empty when there is no port for that alone. */
    Optional<InetSocketAddress> secureClientAddress();

    /** What protects the HTTP port now; empty when it is not to be protected. */
    Optional<Supplier<SSLContext>> adminTls();

    /**
     * Waits until the server was closed or cannot go on.
     *
     * @return why it cannot go on; empty when it was closed
     */
    Optional<Throwable> awaitTermination() throws InterruptedException;

    @Override
    void close();
}
