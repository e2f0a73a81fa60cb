package io.corral.sim.cluster;

import io.corral.sim.disk.MachineDisk;
import java.util.random.RandomGenerator;

/** Ways in which a disk forgets what was durable. The node must notice each of them, and recover. */
enum DiskLoss {

    /** A new, empty disk. */
    EMPTIED(Fault.DISK_EMPTIED) {
        @Override
        void happensTo(MachineDisk disk, RandomGenerator random) {
            disk.wipeLog();
            disk.wipeSnapshots();
        }
    },

    /** Files of the log are damaged or gone; all of them, when no other damage can be told from a torn write. */
    LOG_DAMAGED(Fault.LOG_DAMAGED) {
        @Override
        void happensTo(MachineDisk disk, RandomGenerator random) {
            if (!disk.damageLog(random, ClusterShape.SEGMENTS)) {
                disk.wipeLog();
            }
        }
    },

    /** Snapshots are damaged or gone. */
    SNAPSHOTS_LOST(Fault.SNAPSHOTS_LOST) {
        @Override
        void happensTo(MachineDisk disk, RandomGenerator random) {
            if (random.nextBoolean() || !disk.damageSnapshot(random)) {
                disk.wipeSnapshots();
            }
        }
    };

    private final Fault fault;

    DiskLoss(Fault fault) {
        this.fault = fault;
    }

    /** As what it is counted. */
    Fault fault() {
        return fault;
    }

    /** Does it; the process must be dead. */
    abstract void happensTo(MachineDisk disk, RandomGenerator random);
}
