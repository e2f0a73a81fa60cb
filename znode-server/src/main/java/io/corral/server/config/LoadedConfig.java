package io.corral.server.config;

import java.nio.file.Path;
import java.util.List;

/**
 * A configuration and what is worth saying about it.
 *
 * @param file the file it came from, absolute
 * @param config the configuration
 * @param warnings settings that have no effect or are unwise, in the order of their keys
 */
public record LoadedConfig(Path file, ServerConfig config, List<ConfigWarning> warnings) {

    /** Keeps an unmodifiable copy of the list. */
    public LoadedConfig {
        warnings = List.copyOf(warnings);
    }
}
