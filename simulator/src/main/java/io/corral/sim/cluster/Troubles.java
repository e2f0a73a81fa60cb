package io.corral.sim.cluster;

import io.corral.raft.port.WriteObstacle;
import io.corral.sim.disk.PowerLoss;
import io.corral.sim.world.NetworkWeather;
import java.util.List;
import java.util.SplittableRandom;

/** Everything that goes wrong, in quick succession. Each trouble passes after a while, and all of them at the end. */
final class Troubles {
    private static final long MILLISECOND = 1_000_000;
    private static final long MAX_DOWN_NANOS = 400 * MILLISECOND;
    private static final long MAX_CUT_NANOS = 600 * MILLISECOND;
    private static final long MAX_PAUSE_NANOS = 500 * MILLISECOND;
    private static final long MAX_REFUSAL_NANOS = 800 * MILLISECOND;
    private static final int MAX_STEPS_TO_CRASH = 25;
    private static final int CRASHES_AT_START_ONE_IN = 8;

    private static final List<DiskLoss> LOSSES = List.of(DiskLoss.values());

    private static final List<NetworkWeather> WEATHERS =
            List.of(NetworkWeather.FAIR, NetworkWeather.ROUGH, NetworkWeather.ROUGH, NetworkWeather.STORM);

    private final Cluster cluster;
    private final SplittableRandom random;
    private final OldLeaders oldLeaders;
    private final Rivals rivals;
    private final Sieges sieges;
    private final MemberChanges members;
    private boolean over;

    Troubles(Cluster cluster, SplittableRandom random) {
        this.cluster = cluster;
        this.random = random;
        this.oldLeaders = new OldLeaders(cluster, random.split());
        this.rivals = new Rivals(cluster, random.split());
        this.sieges = new Sieges(cluster, random.split());
        this.members = new MemberChanges(cluster, random.split());
    }

    void begin() {
        sieges.begin();
        if (cluster.shape().joiners() > 0) {
            members.begin();
        }
        happenAgain();
    }

    private void happenAgain() {
        cluster.clock().after(random.nextLong(cluster.shape().maxCalmNanos()), () -> {
            if (!over) {
                if (!sieges.areUnderWay()) {
                    happen();
                }
                happenAgain();
            }
        });
    }

    /** Ends all troubles for good. */
    void end() {
        say("all troubles end");
        over = true;
        sieges.end();
        cluster.wiring().heal();
        cluster.wiring().weather(NetworkWeather.FAIR);
        for (Machine machine : cluster.machines()) {
            machine.pace().slowDisk(false);
            NodeLife life = machine.process();
            if (life != null) {
                life.faults().none();
                life.pause(false);
            } else {
                machine.start();
            }
        }
    }

    Rivals rivals() {
        return rivals;
    }

    Sieges sieges() {
        return sieges;
    }

    boolean areMembersChanging() {
        return members.isUnderWay();
    }

    boolean areOver() {
        return over;
    }

    /** A machine is down and must not stay so. */
    void startLater(Machine machine) {
        long wait = over ? 1 : random.nextLong(MILLISECOND, MAX_DOWN_NANOS);
        cluster.clock().after(wait, () -> {
            say("n" + machine.id() + " starts");
            machine.start();
        });
    }

    /** A process is about to start: its first steps on the disk are as dangerous as any. */
    void awaitStart(MachineFaults faults) {
        if (!over && random.nextInt(CRASHES_AT_START_ONE_IN) == 0) {
            faults.losePowerIn(random.nextInt(MAX_STEPS_TO_CRASH));
        }
    }

    /** A leader that has replicated only a part of its log is the hardest to get right. */
    void elected(Machine leader) {
        sieges.elected();
        if (over || sieges.areUnderWay()) {
            return;
        }
        if (random.nextInt(4) == 0) {
            cluster.clock().after(random.nextLong(12 * MILLISECOND), () -> {
                if (!over) {
                    crash(leader);
                }
            });
        }
        oldLeaders.elected(leader);
        rivals.elected(leader);
    }

    private void happen() {
        switch (random.nextInt(22)) {
            case 0, 1, 2 -> crash(victim());
            case 3, 4 -> crashAtAStep(victim());
            case 5 -> failFsync(victim());
            case 6 -> cutOff(victim());
            case 7 -> split();
            case 8 -> cutOneWay();
            case 9 -> resetConnections();
            case 10 -> weather();
            case 11 -> slowDisk(any());
            case 12 -> pause(victim());
            case 13 -> stop(victim());
            case 14 -> snapshot(any());
            case 15, 16 -> transfer();
            case 17 -> refuseWrites(victim());
            case 18 -> restartVoters();
            case 19, 20 -> loseDisk(victim());
            default -> loseAll();
        }
    }

    private void crash(Machine machine) {
        if (machine.process() == null) {
            return;
        }
        if (random.nextBoolean()) {
            happens(Fault.PROCESS_KILLED, machine);
            machine.kill();
        } else {
            happens(Fault.POWER_LOST, machine);
            machine.powerFails(PowerLoss.any(random));
        }
    }

    private void crashAtAStep(Machine machine) {
        NodeLife life = machine.process();
        if (life != null) {
            happens(Fault.DISK_STEP_CRASHED, machine);
            life.faults().losePowerIn(random.nextInt(MAX_STEPS_TO_CRASH));
        }
    }

    private void failFsync(Machine machine) {
        NodeLife life = machine.process();
        if (life != null) {
            happens(Fault.FSYNC_FAILED, machine);
            life.faults().failForceIn(random.nextInt(4));
        }
    }

    private void loseDisk(Machine machine) {
        if (cluster.canDoWithout(machine)) {
            DiskLoss loss = LOSSES.get(random.nextInt(LOSSES.size()));
            happens(loss.fault(), machine);
            machine.losesDisk(loss);
        }
    }

    private void stop(Machine machine) {
        if (machine.process() != null) {
            happens(Fault.STOPPED, machine);
            machine.stop();
        }
    }

    private void loseAll() {
        if (random.nextInt(3) == 0) {
            cluster.tally().count(Fault.ALL_DOWN.words());
            cluster.machines().forEach(this::crash);
        }
    }

    /** Sometimes to one that has just been cut off, or to none in particular. */
    private void transfer() {
        Machine leader = cluster.leader().orElse(any());
        NodeLife life = leader.process();
        if (life != null) {
            happens(Fault.TRANSFER, leader);
            int target = random.nextInt(cluster.machines().size() + 1);
            life.transfer(target);
            if (target != 0 && random.nextInt(3) == 0) {
                cutOff(cluster.machines().get(target - 1));
            }
        }
    }

    private void refuseWrites(Machine machine) {
        NodeLife life = machine.process();
        if (life != null) {
            happens(Fault.DISK_REFUSES, machine);
            life.faults().refuse(random.nextBoolean() ? WriteObstacle.NO_SPACE : WriteObstacle.READ_ONLY);
            cluster.clock()
                    .after(
                            random.nextLong(MAX_REFUSAL_NANOS),
                            () -> life.faults().refuse(null));
        }
    }

    /** A leader is cut off that may trust in a lease, and those who promised it to wait start again at once. */
    private void restartVoters() {
        Machine leader = cluster.leader().orElse(any());
        cutOff(leader);
        cluster.tally().count(Fault.VOTERS_RESTART.words());
        for (Machine machine : cluster.machines()) {
            if (machine != leader && random.nextInt(3) != 0) {
                say("n" + machine.id() + " restarts");
                machine.kill();
                cluster.clock().after(random.nextLong(5 * MILLISECOND), machine::start);
            }
        }
    }

    private void snapshot(Machine machine) {
        NodeLife life = machine.process();
        if (life != null) {
            say("n" + machine.id() + " is told to take a snapshot");
            life.snapshot();
        }
    }

    private void slowDisk(Machine machine) {
        happens(Fault.SLOW_DISK, machine);
        machine.pace().slowDisk(random.nextBoolean());
    }

    private void pause(Machine machine) {
        NodeLife life = machine.process();
        if (life != null) {
            happens(Fault.PAUSED, machine);
            life.pause(true);
            cluster.clock().after(random.nextLong(10 * MILLISECOND, MAX_PAUSE_NANOS), () -> {
                say("n" + machine.id() + " goes on");
                life.pause(false);
            });
        }
    }

    private void cutOff(Machine machine) {
        happens(Fault.CUT_OFF, machine);
        for (Machine other : cluster.machines()) {
            cluster.wiring().cut(machine.id(), other.id());
            cluster.wiring().cut(other.id(), machine.id());
        }
        healLater();
    }

    private void split() {
        cluster.tally().count(Fault.SPLIT.words());
        say("the network splits");
        long side = random.nextLong();
        for (Machine left : cluster.machines()) {
            for (Machine right : cluster.machines()) {
                if ((side >> left.id() & 1) != (side >> right.id() & 1)) {
                    cluster.wiring().cut(left.id(), right.id());
                }
            }
        }
        healLater();
    }

    private void cutOneWay() {
        Machine from = victim();
        happens(Fault.ONE_WAY, from);
        for (Machine to : cluster.machines()) {
            if (random.nextBoolean()) {
                cluster.wiring().cut(from.id(), to.id());
            }
        }
        healLater();
    }

    private void healLater() {
        boolean noticed = random.nextBoolean();
        cluster.clock().after(random.nextLong(20 * MILLISECOND, MAX_CUT_NANOS), () -> {
            if (sieges.areUnderWay()) {
                return;
            }
            if (noticed) {
                resetConnections();
            }
            say("the network is whole");
            cluster.wiring().heal();
        });
    }

    private void resetConnections() {
        cluster.tally().count(Fault.RESET.words());
        say("connections break");
        for (Wire wire : cluster.wiring().wires()) {
            if (random.nextBoolean()) {
                wire.breakNow();
            }
        }
    }

    private void weather() {
        cluster.tally().count(Fault.BAD_WEATHER.words());
        NetworkWeather weather = WEATHERS.get(random.nextInt(WEATHERS.size()));
        say("weather: " + weather);
        cluster.wiring().weather(weather);
    }

    /** Troubles of leaders are the most interesting ones. */
    private Machine victim() {
        Machine any = any();
        return random.nextBoolean() ? cluster.leader().orElse(any) : any;
    }

    private Machine any() {
        return cluster.machines().get(random.nextInt(cluster.machines().size()));
    }

    private void happens(Fault fault, Machine machine) {
        cluster.tally().count(fault.words());
        say("n" + machine.id() + ": " + fault.words());
    }

    private void say(String what) {
        cluster.trace().line(() -> "-- " + what);
    }
}
