package io.corral.server.config;

import java.nio.file.Path;
import java.util.Map;

/** Reads a {@code zoo.cfg}. */
public final class ConfigLoader {

    private ConfigLoader() {}

    /**
     * Reads and checks a configuration file and, in an ensemble, {@code myid} in its {@code dataDir}.
     *
     * @param file the {@code zoo.cfg}
     * @param systemProperties the {@code -D} settings of the process; the file's settings take precedence
     * @throws ConfigException if a server cannot start with it
     */
    public static LoadedConfig load(Path file, Map<String, String> systemProperties) throws ConfigException {
        ConfigValues values = ConfigValues.read(file, systemProperties);
        Runtime runtime = Runtime.getRuntime();
        ServerConfig config =
                new ServerConfigParser(values, runtime.availableProcessors(), runtime.maxMemory()).parse();
        return new LoadedConfig(values.file(), config, values.warnings());
    }
}
