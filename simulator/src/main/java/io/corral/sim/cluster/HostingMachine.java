package io.corral.sim.cluster;

import io.corral.sim.disk.MachineDisk;
import io.corral.sim.disk.PowerLoss;
import io.corral.sim.promise.BrokenPromise;
import java.io.IOException;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A machine whose process takes part in several groups. */
final class HostingMachine {
    private final long id;
    private final HostingCluster cluster;
    private final SplittableRandom random;
    private final Pace pace;
    private final MachineClock clock;
    private final MachineDisk logDisk = new MachineDisk();
    private final Map<Integer, MachineDisk> snapshotDisks = new TreeMap<>();
    private @Nullable HostingProcess process;

    HostingMachine(long id, HostingCluster cluster, SplittableRandom random) {
        this.id = id;
        this.cluster = cluster;
        this.random = random;
        pace = new Pace(random.split());
        clock = new MachineClock(cluster.clock(), random.split());
    }

    long id() {
        return id;
    }

    SplittableRandom random() {
        return random;
    }

    Pace pace() {
        return pace;
    }

    MachineClock clock() {
        return clock;
    }

    /** Where the one log of all groups is. */
    MachineDisk logDisk() {
        return logDisk;
    }

    /** Where a group has its snapshots. */
    MachineDisk snapshotDisk(int group) {
        return snapshotDisks.computeIfAbsent(group, unused -> new MachineDisk());
    }

    /** The process; null while none runs. */
    @Nullable
    HostingProcess process() {
        return process;
    }

    void start() {
        if (process != null) {
            return;
        }
        MachineFaults faults = new MachineFaults(this::failsAtAStep);
        HostingProcess next = new HostingProcess(this, cluster, faults);
        cluster.troubles().awaitStart(faults);
        process = next;
        try {
            next.begin();
        } catch (IOException failed) {
            if (process == next) {
                diedOf(next, failed);
            }
        }
    }

    /** The process is killed; what it wrote stays. */
    void kill() {
        if (process != null) {
            goDown(process, false);
        }
    }

    /** The power fails: the process is gone, and of what it had not forced nobody knows what stays. */
    void powerFails() {
        if (process != null) {
            goDown(process, random.nextBoolean());
        }
        losePower();
    }

    private void losePower() {
        PowerLoss loss = PowerLoss.any(random);
        logDisk.losePower(loss);
        snapshotDisks.values().forEach(disk -> disk.losePower(loss));
    }

    private void failsAtAStep() {
        if (random.nextInt(4) == 0) {
            kill();
        } else {
            powerFails();
        }
    }

    /** The process stops in good order. */
    void stop() {
        HostingProcess stopping = process;
        if (stopping != null) {
            stopping.close();
            if (process == stopping) {
                goDown(stopping, false);
            }
        }
    }

    /** The process says that it cannot go on. */
    void processDied(Throwable cause) {
        HostingProcess dying = process;
        if (dying != null) {
            diedOf(dying, cause);
        }
    }

    private void diedOf(HostingProcess dying, Throwable cause) {
        cluster.trace().line(() -> "n" + id + " ends: " + cause);
        goDown(dying, false);
        if (!dying.faults().hasForceFailed()) {
            throw cluster.fails(BrokenPromise.behind(id, cause));
        }
        losePower();
    }

    private void goDown(HostingProcess ended, boolean silently) {
        process = null;
        ended.end();
        cluster.wiring().machineDown(id, silently);
        cluster.troubles().startLater(this);
    }
}
