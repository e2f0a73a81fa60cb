package io.corral.sim.disk;

import io.corral.raft.log.LogDirectory;
import io.corral.raft.snapshot.SnapshotFiles;
import java.util.Map;

/** The disk of one machine. Outlives the processes that use it. */
public final class MachineDisk {
    private final NameJournal<FileContent> log = new NameJournal<>();
    private final NameJournal<Folder> snapshots = new NameJournal<>();

    /** The directory of the log as one process sees it. */
    public LogDirectory log(DiskFaults faults) {
        return new SimulatedLogDirectory(log, faults);
    }

    /** The directory of the snapshots as one process sees it. */
    public SnapshotFiles snapshots(DiskFaults faults) {
        return new SimulatedSnapshotFiles(snapshots, faults);
    }

    /** The power fails: chance decides about everything not forced. The processes must be dead. */
    public void losePower(PowerLoss loss) {
        log.names().values().forEach(file -> file.losePower(loss));
        log.losePower(loss);
        for (Folder folder : snapshots.names().values()) {
            folder.files.names().values().forEach(file -> file.losePower(loss));
            folder.files.losePower(loss);
        }
        snapshots.losePower(loss);
    }

    /** Somebody empties both directories. */
    public void wipe() {
        for (String name : Map.copyOf(log.names()).keySet()) {
            log.remove(name);
        }
        log.force();
        for (String name : Map.copyOf(snapshots.names()).keySet()) {
            snapshots.remove(name);
        }
        snapshots.force();
    }

    /** A folder of snapshots. */
    static final class Folder {
        final NameJournal<FileContent> files = new NameJournal<>();
    }
}
