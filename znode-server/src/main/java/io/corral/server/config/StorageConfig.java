package io.corral.server.config;

import java.nio.file.Path;
import java.util.List;

/**
 * Directories and the rules of files.
 *
 * @param dataDir {@code dataDir}: snapshots and {@code myid}
 * @param dataLogDir {@code dataLogDir}: the log; the same as {@code dataDir} unless configured
 * @param forceSync whether acknowledged writes are forced to disk; anything but true risks losing them
 * @param autoCreate whether missing directories are created
 * @param snapshots when a snapshot is due
 */
public record StorageConfig(
        Path dataDir, Path dataLogDir, boolean forceSync, boolean autoCreate, SnapshotRule snapshots) {

    /**
     * When a snapshot is due, and how many are kept.
     *
     * @param entries log entries since the last snapshot; at least 2
     * @param logBytes bytes of log since the last snapshot; 0 is no limit
     * @param retained generations of snapshots kept; at least 3
     */
    public record SnapshotRule(int entries, long logBytes, int retained) {}

    /** What of the two directories is this server's own; whatever it writes for itself, it writes there. */
    public List<Path> ownDirectories() {
        return List.of(ownPart(dataDir), ownPart(dataLogDir));
    }

    /** Where the Raft log is. */
    public Path raftLogDir() {
        return ownPart(dataLogDir).resolve("log");
    }

    /** Where the snapshots are. */
    public Path snapshotDir() {
        return ownPart(dataDir).resolve("snapshots");
    }

    private static Path ownPart(Path directory) {
        return directory.resolve("corral");
    }
}
