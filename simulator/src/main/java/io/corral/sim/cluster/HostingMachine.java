package io.corral.sim.cluster;

import io.corral.sim.disk.MachineDisk;
import io.corral.sim.disk.PowerLoss;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** A machine whose process takes part in several groups. */
final class HostingMachine extends PoweredMachine<HostingProcess> {
    private final HostingCluster cluster;
    private final MachineDisk logDisk = new MachineDisk();
    private final Map<Integer, MachineDisk> snapshotDisks = new TreeMap<>();

    HostingMachine(long id, HostingCluster cluster, SplittableRandom random) {
        super(id, cluster.run(), random);
        this.cluster = cluster;
    }

    /** Where the one log of all groups is. */
    MachineDisk logDisk() {
        return logDisk;
    }

    /** Where a group has its snapshots. */
    MachineDisk snapshotDisk(int group) {
        return snapshotDisks.computeIfAbsent(group, unused -> new MachineDisk());
    }

    @Override
    HostingProcess nextProcess(MachineFaults faults) {
        HostingProcess next = new HostingProcess(this, cluster, faults);
        cluster.troubles().awaitStart(faults);
        return next;
    }

    @Override
    void powerFails() {
        goDark();
        forgetUnforced();
    }

    @Override
    void forgetUnforced() {
        PowerLoss loss = PowerLoss.any(random());
        logDisk.losePower(loss);
        snapshotDisks.values().forEach(disk -> disk.losePower(loss));
    }

    @Override
    void wentDown(boolean silently) {
        cluster.wiring().machineDown(id(), silently);
        cluster.troubles().startLater(this);
    }
}
