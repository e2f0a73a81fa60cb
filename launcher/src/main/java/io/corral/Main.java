package io.corral;

import io.corral.server.CorralServer;
import io.corral.server.config.ServerConfig;
import io.corral.server.control.ControlPort;
import io.corral.server.status.ServerStatusSource;
import io.prometheus.client.Collector;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one server until it is told to stop.
 *
 * <p>One argument: the path of a {@code zoo.cfg}. SIGTERM and SIGINT stop it in order. Exit codes are ZooKeeper's: 1
 * unexpected, 2 bad argument or configuration, 3 data directory, 4 console port.
 */
public final class Main {

    private static final Logger LOG = LoggerFactory.getLogger(Main.class);

    private Main() {}

    /** Runs the process. */
    public static void main(String[] arguments) throws InterruptedException {
        Thread.setDefaultUncaughtExceptionHandler(Main::endAtOnce);
        try {
            runUntilStopped(new Launch(Main::startServer, properties(System.getProperties())), List.of(arguments));
        } catch (StartFailure failure) {
            if (failure.exitCode() == ExitCode.UNEXPECTED) {
                LOG.error("The start failed.", failure);
            }
            System.err.println(failure.getMessage());
            System.exit(failure.exitCode().number());
        }
    }

    private static void runUntilStopped(Launch launch, List<String> arguments)
            throws StartFailure, InterruptedException {
        LaunchedServer server = launch.run(arguments);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "stop"));
        Optional<Throwable> failure = server.awaitTermination();
        if (failure.isPresent()) {
            LOG.error(
                    "The server cannot go on and ends. What it acknowledged is safe on the majority. "
                            + "Remove the cause below (a full or failing disk, most often) and start it again.",
                    failure.get());
            System.exit(ExitCode.UNEXPECTED.number());
        }
    }

    private static void stop(LaunchedServer server) {
        LOG.info("Stopping.");
        server.close();
        LOG.info("Stopped.");
    }

    /** What nobody caught nobody can repair; a server that is half alive is worse than one that is gone. */
    private static void endAtOnce(Thread thread, Throwable failure) {
        // The log may be a file, and whoever starts a server looks at its output.
        System.err.println("Thread " + thread.getName() + " failed unexpectedly, so the server ends: " + failure);
        LOG.error(
                "Thread {} failed unexpectedly, so the server ends. Nothing acknowledged is lost; start it again. "
                        + "If it happens twice, report it with the lines below.",
                thread.getName(),
                failure);
        Runtime.getRuntime().halt(ExitCode.UNEXPECTED.number());
    }

    private static RunningServer startServer(ServerConfig config) throws IOException {
        return new StartedServer(CorralServer.start(config));
    }

    private static Map<String, String> properties(Properties properties) {
        return properties.stringPropertyNames().stream()
                .collect(Collectors.toUnmodifiableMap(key -> key, key -> properties.getProperty(key, "")));
    }

    /**
     * The assembled server in the shape the launcher needs.
     *
     * @param server the server
     */
    private record StartedServer(CorralServer server) implements RunningServer {

        @Override
        public void listen() throws IOException {
            server.listen();
        }

        @Override
        public ServerStatusSource status() {
            return server.status();
        }

        @Override
        public Collector raftMetrics() {
            return server.raftMetrics();
        }

        @Override
        public ControlPort control() {
            return server.control();
        }

        @Override
        public Optional<InetSocketAddress> clientAddress() {
            return server.clientAddress();
        }

        @Override
        public Optional<InetSocketAddress> secureClientAddress() {
            return server.secureClientAddress();
        }

        @Override
        public Optional<Supplier<SSLContext>> adminTls() {
            return server.adminTls();
        }

        @Override
        public Optional<Throwable> awaitTermination() throws InterruptedException {
            return server.awaitTermination();
        }

        @Override
        public void close() {
            server.close();
        }
    }
}
