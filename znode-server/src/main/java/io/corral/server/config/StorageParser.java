package io.corral.server.config;

import java.nio.file.Path;
import java.util.Optional;

/** The settings of directories and files. */
final class StorageParser {

    private static final long DEFAULT_SNAPSHOT_LOG_KB = 4_194_304;

    private final ConfigValues values;

    StorageParser(ConfigValues values) {
        this.values = values;
    }

    StorageConfig parse() throws ConfigException {
        Optional<Setting> dataDir = values.find(Scope.FILE, "dataDir");
        if (dataDir.isEmpty()) {
            throw ConfigException.of(
                    values.file().toString(),
                    "dataDir is missing.",
                    "Add dataDir=/var/lib/corral, or another directory this user may write to.");
        }
        Path data = values.path(dataDir.get(), "directory");
        Optional<Setting> logDir = values.find(Scope.FILE, "dataLogDir");
        Path log = logDir.isPresent() ? values.path(logDir.get(), "directory") : data;
        return new StorageConfig(
                data, log, forceSync(), values.lenientFlag("datadir.autocreate", "true", "false", true), snapshots());
    }

    private boolean forceSync() {
        boolean force = values.lenientFlag("forceSync", "yes", "no", true);
        if (!force) {
            values.find(Scope.PROPERTY, "forceSync")
                    .ifPresent(setting -> values.warn(
                            setting,
                            "writes are acknowledged before they are on disk: a power failure can lose them."));
        }
        return force;
    }

    private StorageConfig.SnapshotRule snapshots() throws ConfigException {
        int entries = values.integer(Scope.PROPERTY, "snapCount", 100_000, Integer.MIN_VALUE, Integer.MAX_VALUE);
        long kilobytes = values.number(
                Scope.PROPERTY, "snapSizeLimitInKb", DEFAULT_SNAPSHOT_LOG_KB, Long.MIN_VALUE, Long.MAX_VALUE >> 10);
        int retained = values.integer(Scope.FILE, "autopurge.snapRetainCount", 3, Integer.MIN_VALUE, Integer.MAX_VALUE);
        return new StorageConfig.SnapshotRule(
                Math.max(2, entries), Math.max(0, kilobytes) * 1024, Math.max(3, retained));
    }
}
