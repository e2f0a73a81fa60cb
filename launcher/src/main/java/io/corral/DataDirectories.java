package io.corral;

import io.corral.server.config.StorageConfig;
import io.corral.server.exchange.ZooKeeperData;
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
        refuseToBeginBeside(storage);
    }

    /** Whoever starts Corral where ZooKeeper has run expects to find the data; an empty tree would be served to its clients. */
    private static void refuseToBeginBeside(StorageConfig storage) throws StartFailure {
        if (Files.exists(storage.raftLogDir())) {
            return;
        }
        for (Path directory : List.of(storage.dataDir(), storage.dataLogDir())) {
            if (ZooKeeperData.isIn(directory)) {
                Path data = directory.resolve(ZooKeeperData.FOLDER);
                throw new StartFailure(
                        ExitCode.DATA_DIRECTORY,
                        "The data of a ZooKeeper server is in " + data
                                + ", and Corral has none here yet: it would begin empty. To bring the data over, see"
                                + " docs/migration.md (bin/corral-import); to begin empty, move " + data + " away.",
                        null);
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
