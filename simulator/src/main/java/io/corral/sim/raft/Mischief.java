package io.corral.sim.raft;

import io.corral.sim.world.NetworkWeather;
import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Everything that goes wrong: crashes, partitions, bad weather, slow disks, pauses. Each trouble passes after a while. */
final class Mischief {

    private static final long MILLISECOND = 1_000_000;
    private static final long SLOW_FORCE_NANOS = 60 * MILLISECOND;

    private static final long MAX_EMPTY_NANOS = 400 * MILLISECOND;
    private static final long LONGEST_CALM_NANOS = 250 * MILLISECOND;

    /** What drives towards a certain place must not be disturbed all the time. */
    private static final long LONGEST_PEACE_NANOS = 3_000 * MILLISECOND;

    static final long LONGEST_DELIVERY_NANOS = 200 * MILLISECOND;

    private final Group group;
    private final RandomGenerator random;
    private final MemberChanges members;
    private final DiskLosses losses;
    private final SilenceWatch silence;
    private boolean over;

    Mischief(Group group, RandomGenerator random) {
        this.group = group;
        this.random = random;
        losses = new DiskLosses(group);
        silence = new SilenceWatch(group);
        members = new MemberChanges(group, random, () -> over, this::emptyHanded);
    }

    /** Those that have lost their disks and were not readmitted, and the founders that have not been welcomed yet. */
    private Set<Long> emptyHanded() {
        Set<Long> all = new HashSet<>(group.blank());
        all.addAll(losses.unrepaired());
        return all;
    }

    void start() {
        switch (group.shape().plot()) {
            case NONE -> group.watchElections(this::perhapsCrashSoon);
            case MEMBERS_CHANGE -> {
                group.watchElections(this::perhapsCrashSoon);
                group.watchRemovals(members::removed);
                members.start();
            }
            case OLD_LEADERS -> new OldLeaders(group, random, () -> over).start();
            case FORGOTTEN_HELP -> new ForgottenHelp(group, random, () -> over, losses).start();
        }
        happenAgain();
    }

    private void happenAgain() {
        long longest = group.shape().plot().needsPeace() ? LONGEST_PEACE_NANOS : LONGEST_CALM_NANOS;
        group.clock().after(random.nextLong(10 * MILLISECOND, longest), () -> {
            if (!over) {
                happen();
                happenAgain();
            }
        });
    }

    /** Ends all troubles for good. */
    void end() {
        over = true;
        group.network().heal();
        group.network().weather(NetworkWeather.FAIR);
        for (SimulatedNode node : group.nodes()) {
            node.pause(false);
            node.disk().disk().maxForceNanos(Group.USUAL_FORCE_NANOS);
            if (!members.isAway(node) && !losses.isDown(node)) {
                node.start();
            }
        }
    }

    private void happen() {
        switch (random.nextInt(13)) {
            case 0, 1, 2 -> crash(victim());
            case 3, 4 -> isolate(victim());
            case 5 -> split();
            case 6 -> cutOneWay();
            case 7 -> group.network().heal();
            case 8 -> weather();
            case 9 -> slowDisk(anyNode());
            case 10 -> pause(victim());
            case 11 -> losses.lose(victim(), random.nextLong(MAX_EMPTY_NANOS));
            default -> crashAll();
        }
    }

    private void crash(SimulatedNode node) {
        if (node.isUp()) {
            say("n" + node.id() + " crashes");
            node.crash();
            group.tally().count("crashes");
            group.clock().after(random.nextLong(5 * MILLISECOND, 700 * MILLISECOND), () -> {
                if (!losses.isDown(node)) {
                    say("n" + node.id() + " starts again");
                    node.start();
                }
            });
        }
    }

    /** A leader that has replicated only a part of its log is the hardest to get right. */
    private void perhapsCrashSoon(SimulatedNode leader) {
        if (!over && random.nextInt(3) == 0) {
            group.clock().after(random.nextLong(12 * MILLISECOND), () -> {
                if (!over) {
                    crash(leader);
                }
            });
        }
    }

    private void crashAll() {
        if (random.nextInt(3) == 0) {
            group.nodes().forEach(this::crash);
        }
    }

    private void isolate(SimulatedNode node) {
        say("n" + node.id() + " is cut off");
        for (SimulatedNode other : group.nodes()) {
            cutBothWays(node, other);
        }
        silence.cutOff(node);
        healLater();
    }

    private void split() {
        say("the network splits");
        for (SimulatedNode left : group.nodes()) {
            if (random.nextBoolean()) {
                for (SimulatedNode right : group.nodes()) {
                    if (right.id() > left.id()) {
                        cutBothWays(left, right);
                    }
                }
            }
        }
        healLater();
    }

    private void cutBothWays(SimulatedNode one, SimulatedNode other) {
        if (one != other) {
            cut(one, other);
            cut(other, one);
        }
    }

    private void cutOneWay() {
        SimulatedNode from = victim();
        for (SimulatedNode to : group.nodes()) {
            if (from != to && random.nextBoolean()) {
                say("nothing goes from n" + from.id() + " to n" + to.id());
                cut(from, to);
            }
        }
        healLater();
    }

    private void cut(SimulatedNode from, SimulatedNode to) {
        group.network().cut(from.id(), to.id());
        if (random.nextBoolean()) {
            from.lostConnectionTo(to.id());
        }
    }

    private void healLater() {
        group.clock().after(random.nextLong(50 * MILLISECOND, 900 * MILLISECOND), () -> {
            say("the network is whole");
            group.network().heal();
        });
    }

    private void weather() {
        NetworkWeather[] weathers = {
            NetworkWeather.FAIR, NetworkWeather.ROUGH, NetworkWeather.ROUGH, NetworkWeather.STORM
        };
        NetworkWeather weather = weathers[random.nextInt(weathers.length)];
        say("weather: " + weather);
        group.network().weather(weather);
    }

    private void slowDisk(SimulatedNode node) {
        boolean slow = random.nextBoolean();
        say("n" + node.id() + " has a " + (slow ? "slow" : "fast") + " disk");
        node.disk().disk().maxForceNanos(slow ? SLOW_FORCE_NANOS : Group.USUAL_FORCE_NANOS);
    }

    private void pause(SimulatedNode node) {
        say("n" + node.id() + " is paused");
        node.pause(true);
        group.clock().after(random.nextLong(20 * MILLISECOND, 600 * MILLISECOND), () -> {
            say("n" + node.id() + " goes on");
            node.pause(false);
        });
    }

    /** Troubles of leaders are the most interesting ones. */
    private SimulatedNode victim() {
        SimulatedNode any = anyNode();
        return random.nextBoolean() ? group.leader().orElse(any) : any;
    }

    private SimulatedNode anyNode() {
        return group.nodes().get(random.nextInt(group.nodes().size()));
    }

    private void say(String what) {
        group.trace().line(() -> "-- " + what);
    }
}
