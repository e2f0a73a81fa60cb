package io.corral;

import io.corral.server.config.StorageConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes sure, before anything is started, that the directories can be used. */
final class DataDirectories {

    private DataDirectories() {}

    static void prepare(StorageConfig storage) throws StartFailure {
        for (Path directory : List.of(storage.dataDir(), storage.dataLogDir())) {
            if (!Files.isDirectory(directory)) {
                create(directory, storage.autoCreate());
            }
            if (!Files.isWritable(directory)) {
                throw unusable(directory, "this user may not write to it", null);
            }
        }
    }

    private static void create(Path directory, boolean allowed) throws StartFailure {
        if (!allowed) {
            throw unusable(directory, "it does not exist, and datadir.autocreate=false", null);
        }
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw unusable(directory, "it cannot be created: " + e, e);
        }
    }

    private static StartFailure unusable(Path directory, String reason, @Nullable Throwable cause) {
        return new StartFailure(
                ExitCode.DATA_DIRECTORY,
                "The data directory " + directory + " cannot be used: " + reason
                        + ". Create it and give it to this user, or change dataDir or dataLogDir.",
                cause);
    }
}
