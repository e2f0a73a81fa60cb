package io.corral.sim.disk;

import io.corral.raft.log.LogDirectory;
import io.corral.raft.log.SegmentedLogSettings;
import io.corral.raft.snapshot.SnapshotFiles;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

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

    /** Somebody empties the directory of the log. */
    public void wipeLog() {
        wipe(log);
    }

    /** Somebody empties the directory of the snapshots. */
    public void wipeSnapshots() {
        wipe(snapshots);
    }

    private static void wipe(NameJournal<?> names) {
        for (String name : List.copyOf(names.names().keySet())) {
            names.remove(name);
        }
        names.force();
    }

    /** The log loses something that was durable, in a way that can be told from a torn write; the processes must be dead. */
    public boolean damageLog(RandomGenerator random, SegmentedLogSettings settings) {
        return new LogDamage(log, random, settings).happens();
    }

    /** A bit changes in the newest snapshot, if there is one; the processes must be dead. */
    public boolean damageSnapshot(RandomGenerator random) {
        List<FileContent> files = snapshots.names().entrySet().stream()
                .max(Map.Entry.comparingByKey())
                .map(newest -> List.copyOf(newest.getValue().files.names().values()))
                .orElse(List.of());
        if (files.isEmpty()) {
            return false;
        }
        FileContent file = files.get(random.nextInt(files.size()));
        if (file.size() > 0) {
            file.flipDurableBit(random.nextInt(file.size()), random.nextInt(Byte.SIZE));
        }
        return file.size() > 0;
    }

    /** A folder of snapshots. */
    static final class Folder {
        final NameJournal<FileContent> files = new NameJournal<>();
    }
}
