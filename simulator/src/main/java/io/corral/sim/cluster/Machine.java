package io.corral.sim.cluster;

import io.corral.raft.core.RaftStatus;
import io.corral.sim.disk.MachineDisk;
import io.corral.sim.disk.PowerLoss;
import io.corral.sim.promise.BrokenPromise;
import java.io.IOException;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** A machine: a clock of its own, a disk, and most of the time a process. */
final class Machine {
    private final long id;
    private final Cluster cluster;
    private final SplittableRandom random;
    private final Pace pace;
    private final MachineDisk disk = new MachineDisk();
    private final DurableAccount account;
    private final MachineClock clock;
    private @Nullable NodeLife life;

    Machine(long id, Cluster cluster, SplittableRandom random) {
        this.id = id;
        this.cluster = cluster;
        this.random = random;
        pace = new Pace(random.split());
        account = new DurableAccount(id, cluster.promises(), cluster.tally());
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

    MachineDisk disk() {
        return disk;
    }

    DurableAccount account() {
        return account;
    }

    MachineClock clock() {
        return clock;
    }

    /** The process; null while none runs. */
    @Nullable
    NodeLife life() {
        return life;
    }

    boolean leads() {
        return life != null && life.leads();
    }

    @Nullable
    RaftStatus status() {
        return life == null ? null : life.status();
    }

    void start() {
        if (life != null) {
            return;
        }
        MachineFaults faults = new MachineFaults(this::failsAtAStep);
        NodeLife next = new NodeLife(this, cluster, faults);
        cluster.troubles().awaitStart(faults);
        life = next;
        try {
            next.begin();
        } catch (IOException failed) {
            if (life == next) {
                diedOf(next, failed);
            }
        }
    }

    /** The process is killed; what it wrote stays. */
    void kill() {
        if (life != null) {
            goDown(life, false);
        }
    }

    /** The power fails: the process is gone, and of what it had not forced nobody knows what stays. */
    void powerFails(PowerLoss loss) {
        if (life != null) {
            goDown(life, random.nextBoolean());
        }
        disk.losePower(loss);
    }

    /** The power fails, and not all comes back that was durable. */
    void losesDisk(DiskLoss loss) {
        powerFails(PowerLoss.any(random));
        loss.happensTo(disk, random);
        account.loses();
        cluster.wiring().forget(id);
    }

    private void failsAtAStep() {
        if (random.nextInt(4) == 0) {
            kill();
        } else {
            powerFails(PowerLoss.any(random));
        }
    }

    /** The process stops in good order. */
    void stop() {
        NodeLife stopping = life;
        if (stopping != null) {
            stopping.close();
            goDown(stopping, false);
        }
    }

    /** The process says that it cannot go on. */
    void processDied(Throwable cause) {
        NodeLife dying = life;
        if (dying != null) {
            diedOf(dying, cause);
        }
    }

    private void diedOf(NodeLife dying, Throwable cause) {
        boolean expected = dying.faults().hasForceFailed();
        cluster.trace().line(() -> "n" + id + " ends: " + cause);
        goDown(dying, false);
        if (!expected) {
            throw cluster.fails(BrokenPromise.behind(id, cause));
        }
        // What a failed force leaves behind is not known, not even to the operating system.
        disk.losePower(PowerLoss.any(random));
    }

    private void goDown(NodeLife ended, boolean silently) {
        life = null;
        ended.end();
        cluster.leases().ended(this);
        cluster.wiring().machineDown(id, silently);
        cluster.troubles().startLater(this);
    }
}
