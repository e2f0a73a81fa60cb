package io.corral;

import io.corral.admin.AdminStartException;
import io.corral.server.DataDirectoryException;
import io.corral.server.config.ServerConfig;
import io.corral.server.ops.EnvironmentFacts;
import io.corral.server.ops.ServerVersion;
import io.corral.server.tls.TlsException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server with its HTTP ports. */
final class LaunchedServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LaunchedServer.class);

    private final RunningServer server;
    private final HttpPorts http;

    private LaunchedServer(RunningServer server, HttpPorts http) {
        this.server = server;
        this.http = http;
    }

    /**
     * Starts everything, or nothing. Clients are taken last: who finds the server serving finds its console and its metrics too.
     *
     * @param start starts the server itself
     * @param config the configuration
     * @param environment what the {@code environment} command shows
     * @throws StartFailure with the exit code that fits
     */
    static LaunchedServer start(ServerStart start, ServerConfig config, EnvironmentFacts environment)
            throws StartFailure {
        DataDirectories.prepare(config.storage());
        RunningServer server = startServer(start, config);
        HttpPorts http = openHttp(config, server, environment);
        LaunchedServer launched = new LaunchedServer(server, http);
        try {
            server.listen();
        } catch (IOException e) {
            launched.close();
            throw cannotStart(e);
        }
        LOG.info("{}", banner(config, server, http));
        return launched;
    }

    private static HttpPorts openHttp(ServerConfig config, RunningServer server, EnvironmentFacts environment)
            throws StartFailure {
        try {
            return HttpPorts.open(config.operations(), config.tls().admin(), server, environment);
        } catch (AdminStartException e) {
            server.close();
            throw new StartFailure(ExitCode.ADMIN_PORT, String.valueOf(e.getMessage()), e);
        }
    }

    /** Waits until the server was closed or cannot go on; the cause when it cannot. */
    Optional<Throwable> awaitTermination() throws InterruptedException {
        return server.awaitTermination();
    }

    /** Closes the HTTP ports first, so that nothing is shown of a server that is going. */
    @Override
    public void close() {
        http.close();
        server.close();
    }

    private static RunningServer startServer(ServerStart start, ServerConfig config) throws StartFailure {
        try {
            return start.start(config);
        } catch (TlsException e) {
            throw new StartFailure(ExitCode.BAD_CONFIGURATION, String.valueOf(e.getMessage()), e);
        } catch (DataDirectoryException e) {
            throw new StartFailure(ExitCode.DATA_DIRECTORY, String.valueOf(e.getMessage()), e);
        } catch (AccessDeniedException e) {
            throw notPermitted(e);
        } catch (FileSystemException e) {
            // Its message is often the path alone.
            throw new StartFailure(ExitCode.UNEXPECTED, "The server cannot start: " + e, e);
        } catch (IOException e) {
            throw cannotStart(e);
        }
    }

    private static StartFailure notPermitted(AccessDeniedException cause) {
        return new StartFailure(
                ExitCode.DATA_DIRECTORY,
                "The server cannot start: this user may not read or write " + cause.getFile()
                        + ". If another user, root perhaps, has started the server before, give its files to this one (chown -R).",
                cause);
    }

    private static StartFailure cannotStart(IOException cause) {
        return new StartFailure(ExitCode.UNEXPECTED, "The server cannot start: " + cause.getMessage(), cause);
    }

    private static String banner(ServerConfig config, RunningServer server, HttpPorts http) {
        String who = config.ensemble().standalone()
                ? "standalone"
                : "server " + config.ensemble().serverId() + " of "
                        + config.ensemble().members().size();
        String clients = server.clientAddress()
                .map(address -> "clients on " + address.getHostString() + ":" + address.getPort())
                .orElse("no plain client port");
        String secure = server.secureClientAddress()
                .map(address -> ", TLS clients on " + address.getHostString() + ":" + address.getPort())
                .orElse("");
        String peers = config.ensemble()
                .self()
                .map(self -> ", peers on " + self.host() + ":" + self.peerPort())
                .orElse("");
        String console = http.consoleUrl().map(url -> ", console " + url).orElse("");
        return "Corral " + ServerVersion.load().corral() + " runs as " + who + ": " + clients + secure + peers + console
                + ", data in " + config.storage().dataDir();
    }
}
