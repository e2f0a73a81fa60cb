package io.corral.server.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A folder with a zoo.cfg to load. */
record ConfigFolder(Path folder) {

    LoadedConfig load(String... lines) throws ConfigException {
        return loadWith(Map.of(), lines);
    }

    LoadedConfig loadWith(Map<String, String> systemProperties, String... lines) throws ConfigException {
        return ConfigLoader.load(write("zoo.cfg", lines), systemProperties);
    }

    /** Loads with a dataDir, a client port and the given lines. */
    LoadedConfig loadStandalone(String... lines) throws ConfigException {
        return load("dataDir=" + folder + "\nclientPort=2181\n" + String.join("\n", lines));
    }

    /** Loads as server 1 of three. */
    LoadedConfig loadEnsemble(String... lines) throws ConfigException {
        write("myid", "1");
        return loadStandalone("""
                initLimit=10
                syncLimit=5
                server.1=10.0.0.1:2888:3888
                server.2=10.0.0.2:2888:3888
                server.3=10.0.0.3:2888:3888
                """ + String.join("\n", lines));
    }

    Path write(String name, String... lines) {
        try {
            return Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
