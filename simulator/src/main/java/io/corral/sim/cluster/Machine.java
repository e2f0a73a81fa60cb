package io.corral.sim.cluster;

import io.corral.raft.core.RaftStatus;
import io.corral.sim.disk.MachineDisk;
import io.corral.sim.disk.PowerLoss;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** A machine with one disk, whose process is one node. */
final class Machine extends PoweredMachine<NodeLife> {
    private final Cluster cluster;
    private final MachineDisk disk = new MachineDisk();
    private final DurableAccount account;

    Machine(long id, Cluster cluster, SplittableRandom random) {
        super(id, cluster.run(), random);
        this.cluster = cluster;
        account = new DurableAccount(id, cluster.promises(), cluster.tally());
    }

    MachineDisk disk() {
        return disk;
    }

    DurableAccount account() {
        return account;
    }

    boolean leads() {
        NodeLife life = process();
        return life != null && life.leads();
    }

    @Nullable
    RaftStatus status() {
        NodeLife life = process();
        return life == null ? null : life.status();
    }

    @Override
    NodeLife nextProcess(MachineFaults faults) {
        NodeLife next = new NodeLife(this, cluster, faults);
        cluster.troubles().awaitStart(faults);
        return next;
    }

    @Override
    void powerFails() {
        powerFails(PowerLoss.any(random()));
    }

    /** The power fails, with this for what was not forced. */
    void powerFails(PowerLoss loss) {
        goDark();
        disk.losePower(loss);
    }

    /** The power fails, and not all comes back that was durable. */
    void losesDisk(DiskLoss loss) {
        powerFails();
        loss.happensTo(disk, random());
        account.loses();
        cluster.wiring().forget(id());
    }

    @Override
    void forgetUnforced() {
        disk.losePower(PowerLoss.any(random()));
    }

    @Override
    void wentDown(boolean silently) {
        cluster.leases().ended(this);
        cluster.wiring().machineDown(id(), silently);
        cluster.troubles().startLater(this);
    }
}
