package io.corral.sim.raft;

import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/**
 * Drives a group towards the stories {@code emptied-node-forgets-a-later-vote} and {@code deposed-leader-and-emptied-node}: a leader is
 * left with too few others, a node helps to elect the next one and to commit under it, loses its disk, and comes back to the first
 * leader, which does not know yet that it was deposed.
 */
final class ForgottenHelp {
    private static final long MILLISECOND = 1_000_000;
    private static final long MAX_PAUSE_NANOS = 300 * MILLISECOND;
    private static final long MAX_RETURN_NANOS = 4 * MILLISECOND;
    private static final long LONGEST_PLAY_NANOS = 1_200 * MILLISECOND;

    private final Group group;
    private final RandomGenerator random;
    private final BooleanSupplier isOver;
    private final DiskLosses losses;
    private Act act = Act.IDLE;
    private long plays;
    private List<SimulatedNode> leftBehind = List.of();

    ForgottenHelp(Group group, RandomGenerator random, BooleanSupplier isOver, DiskLosses losses) {
        this.group = group;
        this.random = random;
        this.isOver = isOver;
        this.losses = losses;
    }

    private enum Act {
        IDLE,
        FIRST_IS_LEFT_BEHIND,
        SECOND_LEADS,
        HELPER_IS_BACK
    }

    /** Whether there are groups of that size in which the two leaders can each have just what they need. */
    static boolean canBePlayedWith(int nodes) {
        return nodes >= 3 && nodes % 2 == 1;
    }

    void start() {
        group.watchElections(this::elected);
        group.watchCommits(this::committed);
    }

    private void elected(SimulatedNode leader) {
        if (isOver.getAsBoolean()) {
            return;
        }
        if (act == Act.FIRST_IS_LEFT_BEHIND && !leftBehind.contains(leader)) {
            act = Act.SECOND_LEADS;
        } else if (act == Act.IDLE) {
            long play = ++plays;
            later(play, random.nextLong(MAX_PAUSE_NANOS), () -> leaveBehind(leader, play));
        }
    }

    private void leaveBehind(SimulatedNode leader, long play) {
        act = Act.FIRST_IS_LEFT_BEHIND;
        say("n" + leader.id() + " is left with too few others");
        int companions = (group.nodes().size() - 3) / 2;
        leftBehind = List.copyOf(group.nodes().stream()
                .sorted((one, other) -> Boolean.compare(other == leader, one == leader))
                .limit(1L + companions)
                .toList());
        separate(leftBehind);
        later(play, LONGEST_PLAY_NANOS, this::end);
    }

    private void committed(SimulatedNode leader) {
        boolean second = act == Act.SECOND_LEADS && !leftBehind.contains(leader);
        if (!second || isOver.getAsBoolean()) {
            return;
        }
        List<SimulatedNode> helpers = group.nodes().stream()
                .filter(node -> node != leader && !leftBehind.contains(node) && node.isUp())
                .toList();
        if (helpers.isEmpty()) {
            return;
        }
        SimulatedNode helper = helpers.get(random.nextInt(helpers.size()));
        // Not from within a step of the leader.
        group.clock().after(0, () -> {
            if (act == Act.SECOND_LEADS && losses.lose(helper, random.nextLong(1, MAX_RETURN_NANOS))) {
                act = Act.HELPER_IS_BACK;
                group.tally().count("help forgotten");
                group.network().heal();
                List<SimulatedNode> others = group.nodes().stream()
                        .filter(node -> node != helper && !leftBehind.contains(node))
                        .toList();
                separate(others);
            }
        });
    }

    private void end() {
        act = Act.IDLE;
        plays++;
        leftBehind = List.of();
        group.network().heal();
    }

    private void later(long play, long nanos, Runnable next) {
        group.clock().after(nanos, () -> {
            if (play == plays && !isOver.getAsBoolean()) {
                next.run();
            }
        });
    }

    /** Nothing goes between these and all others. */
    private void separate(List<SimulatedNode> some) {
        for (SimulatedNode one : some) {
            for (SimulatedNode other : group.nodes()) {
                if (!some.contains(other)) {
                    group.network().cut(one.id(), other.id());
                    group.network().cut(other.id(), one.id());
                }
            }
        }
    }

    private void say(String what) {
        group.trace().line(() -> "-- " + what);
    }
}
