package io.corral.sim.cluster;

import io.corral.raft.port.WriteObstacle;
import io.corral.sim.world.NetworkWeather;
import java.util.SplittableRandom;

/** What befalls machines that take part in several groups: what they share goes wrong for all groups at once. */
final class HostingTroubles {
    private static final long MILLISECOND = 1_000_000;
    private static final long MAX_DOWN_NANOS = 300 * MILLISECOND;
    private static final long MAX_CUT_NANOS = 500 * MILLISECOND;
    private static final long MAX_HALT_NANOS = 400 * MILLISECOND;
    private static final int MAX_STEPS_TO_CRASH = 25;
    private static final int CRASHES_AT_START_ONE_IN = 6;

    private final HostingCluster cluster;
    private final SplittableRandom random;
    private boolean over;

    HostingTroubles(HostingCluster cluster, SplittableRandom random) {
        this.cluster = cluster;
        this.random = random;
    }

    void begin() {
        cluster.clock().after(random.nextLong(cluster.shape().maxCalmNanos()), () -> {
            if (!over) {
                HostingMachine victim =
                        cluster.machines().get(random.nextInt(cluster.machines().size()));
                HostingProcess process = victim.process();
                if (process != null) {
                    happen(victim, process);
                }
                begin();
            }
        });
    }

    /** Ends all troubles for good. */
    void end() {
        over = true;
        cluster.wiring().heal();
        cluster.wiring().weather(NetworkWeather.FAIR);
        for (HostingMachine machine : cluster.machines()) {
            machine.pace().slowDisk(false);
            HostingProcess process = machine.process();
            if (process != null) {
                process.faults().none();
                process.pause(false);
            } else {
                machine.start();
            }
        }
    }

    /** A machine is down and must not stay so. */
    void startLater(HostingMachine machine) {
        long wait = over ? 1 : random.nextLong(MILLISECOND, MAX_DOWN_NANOS);
        cluster.clock().after(wait, machine::start);
    }

    /** A process is about to start: its first steps on the disk are as dangerous as any. */
    void awaitStart(MachineFaults faults) {
        if (!over && random.nextInt(CRASHES_AT_START_ONE_IN) == 0) {
            faults.losePowerIn(random.nextInt(MAX_STEPS_TO_CRASH));
        }
    }

    private void happen(HostingMachine victim, HostingProcess process) {
        switch (random.nextInt(12)) {
            case 0 -> {
                happens(Fault.PROCESS_KILLED, victim);
                victim.kill();
            }
            case 1, 2 -> {
                happens(Fault.POWER_LOST, victim);
                victim.powerFails();
            }
            case 3, 4 -> {
                happens(Fault.DISK_STEP_CRASHED, victim);
                process.faults().losePowerIn(random.nextInt(MAX_STEPS_TO_CRASH));
            }
            case 5 -> {
                happens(Fault.FSYNC_FAILED, victim);
                process.faults().failForceIn(random.nextInt(4));
            }
            case 6 -> cutOff(victim);
            case 7 -> pause(victim, process);
            case 8 -> refuseWrites(victim, process);
            case 9 -> {
                happens(Fault.STOPPED, victim);
                victim.stop();
            }
            case 10 -> someGroupsDoSomething(process);
            default -> {
                happens(Fault.SLOW_DISK, victim);
                victim.pace().slowDisk(random.nextBoolean());
            }
        }
    }

    /** What belongs to one group alone. */
    private void someGroupsDoSomething(HostingProcess process) {
        cluster.tally().count(Fault.TRANSFER.words());
        for (HostedGroup group : cluster.groups()) {
            HostedNode node = process.node(group.id());
            if (node != null && random.nextBoolean()) {
                node.transfer(random.nextInt(cluster.machines().size() + 1));
            } else if (node != null && random.nextBoolean()) {
                node.snapshot();
            }
        }
    }

    private void cutOff(HostingMachine machine) {
        happens(Fault.CUT_OFF, machine);
        for (HostingMachine other : cluster.machines()) {
            cluster.wiring().cut(machine.id(), other.id());
            if (random.nextInt(4) != 0) {
                cluster.wiring().cut(other.id(), machine.id());
            }
        }
        cluster.clock().after(random.nextLong(20 * MILLISECOND, MAX_CUT_NANOS), cluster.wiring()::heal);
    }

    private void pause(HostingMachine machine, HostingProcess process) {
        happens(Fault.PAUSED, machine);
        process.pause(true);
        cluster.clock().after(random.nextLong(10 * MILLISECOND, MAX_HALT_NANOS), () -> process.pause(false));
    }

    private void refuseWrites(HostingMachine machine, HostingProcess process) {
        happens(Fault.DISK_REFUSES, machine);
        process.faults().refuse(random.nextBoolean() ? WriteObstacle.NO_SPACE : WriteObstacle.READ_ONLY);
        cluster.clock()
                .after(random.nextLong(MAX_HALT_NANOS), () -> process.faults().refuse(null));
    }

    private void happens(Fault fault, HostingMachine machine) {
        cluster.tally().count(fault.words());
        cluster.trace().line(() -> "-- n" + machine.id() + ": " + fault.words());
    }
}
