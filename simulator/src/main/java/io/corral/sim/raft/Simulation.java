package io.corral.sim.raft;

import io.corral.sim.promise.BrokenPromise;
import io.corral.sim.world.Outcome;
import io.corral.sim.world.SeededRun;
import java.util.SplittableRandom;

/**
 * One run of one seed: a group starts, clients work, everything goes wrong for a while, then nothing does any more and the group must
 * come to rest with all nodes in the same state.
 */
public final class Simulation {

    private static final long MILLISECOND = 1_000_000;
    private static final long TROUBLED_NANOS = 3_000 * MILLISECOND;

    /** Once all is well again, this is time for many elections. */
    private static final long PATIENCE_NANOS = 10_000 * MILLISECOND;

    private static final long ASK_AGAIN_NANOS = 100 * MILLISECOND;
    private static final int MIN_SNAPSHOT_EVERY = 8;
    private static final int MAX_SNAPSHOT_EVERY = 120;

    private static final int USUAL_APPEND_BYTES = 300;

    private static final int PLOTS = 4;

    private final Replica.Factory factory;

    /** Simulates groups of these replicas. */
    public Simulation(Replica.Factory factory) {
        this.factory = factory;
    }

    /**
     * Runs a seed; when it fails, runs it again to tell the story.
     *
     * @param nodes number of nodes of the group
     */
    public Outcome run(long seed, int nodes) {
        return SeededRun.of("core", seed, nodes, (run, random) -> {
            Group group = new Group(shape(nodes, random), factory, run, random.split());
            try {
                play(group, random);
            } finally {
                run.tally().add("entries committed", group.promises().committedIndex());
            }
        });
    }

    private static GroupShape shape(int nodes, SplittableRandom random) {
        return new GroupShape(
                nodes,
                random.nextInt(MIN_SNAPSHOT_EVERY, MAX_SNAPSHOT_EVERY),
                random.nextBoolean() ? 1 : USUAL_APPEND_BYTES,
                plot(random.nextInt(PLOTS), nodes));
    }

    /** One group in four has nothing special happen to it, or more where it is too small for the rest. */
    private static GroupShape.Plot plot(int number, int nodes) {
        return switch (number) {
            case 0 -> GroupShape.Plot.MEMBERS_CHANGE;
            case 1 -> nodes > OldLeaders.ENOUGH_WITHOUT ? GroupShape.Plot.OLD_LEADERS : GroupShape.Plot.NONE;
            case 2 -> ForgottenHelp.canBePlayedWith(nodes) ? GroupShape.Plot.FORGOTTEN_HELP : GroupShape.Plot.NONE;
            default -> GroupShape.Plot.NONE;
        };
    }

    private static void play(Group group, SplittableRandom random) {
        Clients clients = new Clients(group, random.split());
        Mischief mischief = new Mischief(group, random.split());
        group.nodes().forEach(SimulatedNode::start);
        clients.start();
        mischief.start();
        group.run().until(TROUBLED_NANOS);
        mischief.end();
        settle(group);
    }

    /** After all is well, something new must be committed, and everywhere. */
    private static void settle(Group group) {
        long healed = group.clock().nowNanos();
        long goal = group.promises().committedIndex() + 1;
        while (!group.isSettledAt(goal)) {
            if (group.clock().nowNanos() > healed + PATIENCE_NANOS) {
                throw new BrokenPromise(
                        "liveness: not all nodes agree on an entry " + goal + " long after all is well");
            }
            group.run().until(group.clock().nowNanos() + ASK_AGAIN_NANOS);
        }
    }
}
