package io.corral.sim.raft;

import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/**
 * Drives a group towards figure 8 of the Raft paper, where a leader finds an entry of an earlier term on a majority and another
 * leader overwrites it. A leader that could reach one other node only gives way to one that reached nobody, leads again, spreads what
 * it had, and is cut off as soon as it has committed anything; then the other returns.
 */
final class OldLeaders {

    /** Of so few nodes one other is a majority together with the leader. */
    static final int ENOUGH_WITHOUT = 3;

    private static final long MILLISECOND = 1_000_000;
    private static final long MIN_ACT_NANOS = 20 * MILLISECOND;
    private static final long MAX_ACT_NANOS = 60 * MILLISECOND;
    private static final long LONGEST_PLAY_NANOS = 1_500 * MILLISECOND;

    private final Group group;
    private final RandomGenerator random;
    private final BooleanSupplier isOver;
    private Act act = Act.IDLE;
    private long plays;
    private SimulatedNode first;
    private SimulatedNode second;

    OldLeaders(Group group, RandomGenerator random, BooleanSupplier isOver) {
        this.group = group;
        this.random = random;
        this.isOver = isOver;
        first = group.nodes().get(0);
        second = first;
    }

    private enum Act {
        IDLE,
        FIRST_IS_ALMOST_ALONE,
        SECOND_IS_ALONE,
        FIRST_IS_BACK
    }

    void start() {
        group.watchElections(this::elected);
        group.watchCommits(this::committed);
    }

    private void elected(SimulatedNode leader) {
        if (isOver.getAsBoolean()) {
            return;
        }
        switch (act) {
            case IDLE -> begin(leader);
            case FIRST_IS_ALMOST_ALONE -> {
                if (leader != first) {
                    act = Act.SECOND_IS_ALONE;
                    second = leader;
                    isolate(second);
                    after(random.nextLong(MIN_ACT_NANOS, MAX_ACT_NANOS), this::bringFirstBack);
                }
            }
            case SECOND_IS_ALONE -> act = Act.FIRST_IS_BACK;
            case FIRST_IS_BACK -> end();
        }
    }

    private void begin(SimulatedNode leader) {
        act = Act.FIRST_IS_ALMOST_ALONE;
        first = leader;
        group.trace().line(() -> "-- n" + leader.id() + " is left with one other");
        List<SimulatedNode> others =
                group.nodes().stream().filter(node -> node != leader).toList();
        SimulatedNode companion = others.get(random.nextInt(others.size()));
        for (SimulatedNode other : others) {
            if (other != companion) {
                cutBetween(first, other);
                cutBetween(companion, other);
            }
        }
        long play = ++plays;
        after(LONGEST_PLAY_NANOS, () -> {
            if (play == plays) {
                end();
            }
        });
    }

    private void bringFirstBack() {
        if (act == Act.SECOND_IS_ALONE) {
            group.network().heal();
            isolate(second);
        }
    }

    private void committed(SimulatedNode leader) {
        if (act == Act.FIRST_IS_BACK && !isOver.getAsBoolean()) {
            group.tally().count("old leaders returned");
            group.trace().line(() -> "-- n" + leader.id() + " is cut off for n" + second.id());
            group.network().heal();
            isolate(leader);
        }
    }

    private void end() {
        act = Act.IDLE;
        plays++;
        group.network().heal();
    }

    private void after(long nanos, Runnable next) {
        group.clock().after(nanos, () -> {
            if (!isOver.getAsBoolean()) {
                next.run();
            }
        });
    }

    private void isolate(SimulatedNode node) {
        for (SimulatedNode other : group.nodes()) {
            if (other != node) {
                cutBetween(node, other);
            }
        }
    }

    private void cutBetween(SimulatedNode one, SimulatedNode other) {
        group.network().cut(one.id(), other.id());
        group.network().cut(other.id(), one.id());
    }
}
