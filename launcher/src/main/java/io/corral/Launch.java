package io.corral;

import io.corral.server.config.ConfigException;
import io.corral.server.config.ConfigLoader;
import io.corral.server.config.ConfigWarning;
import io.corral.server.config.LoadedConfig;
import io.corral.server.ops.EnvironmentFacts;
import io.corral.server.ops.ServerVersion;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From the arguments of the process to a launched server. */
final class Launch {

    private static final Logger LOG = LoggerFactory.getLogger(Launch.class);

    private final ServerStart start;
    private final Map<String, String> systemProperties;

    /**
     * A launch that has not begun.
     *
     * @param start starts the server itself
     * @param systemProperties the {@code -D} settings of the process
     */
    Launch(ServerStart start, Map<String, String> systemProperties) {
        this.start = start;
        this.systemProperties = systemProperties;
    }

    /**
     * Reads the configuration and starts everything.
     *
     * @param arguments of the process: the path of a zoo.cfg
     * @throws StartFailure with the exit code that fits
     */
    LaunchedServer run(List<String> arguments) throws StartFailure {
        LoadedConfig loaded = load(arguments);
        LOG.info("Configuration: {}", loaded.file());
        for (ConfigWarning warning : loaded.warnings()) {
            LOG.warn("{}", warning.text());
        }
        EnvironmentFacts environment = EnvironmentFacts.of(ServerVersion.load().text(), hostName(), systemProperties);
        return LaunchedServer.start(start, loaded.config(), environment);
    }

    private LoadedConfig load(List<String> arguments) throws StartFailure {
        if (arguments.size() != 1) {
            throw new StartFailure(
                    ExitCode.BAD_CONFIGURATION,
                    "Give one argument, the path of a zoo.cfg; there were " + arguments.size() + ".",
                    null);
        }
        try {
            return ConfigLoader.load(Path.of(arguments.get(0)), systemProperties);
        } catch (InvalidPathException e) {
            throw new StartFailure(
                    ExitCode.BAD_CONFIGURATION, "'" + arguments.get(0) + "' is not a path. Give that of a zoo.cfg.", e);
        } catch (ConfigException e) {
            throw new StartFailure(ExitCode.BAD_CONFIGURATION, String.valueOf(e.getMessage()), e);
        }
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
