package io.corral.sim.cluster;

import io.corral.sim.promise.BrokenPromise;
import io.corral.sim.world.Outcome;
import io.corral.sim.world.SeededRun;
import java.util.SplittableRandom;

/**
 * One run of one seed of machines that all take part in several groups, 2 to 8 and sometimes 64, over one log, one transport and one
 * set of workers each. Every promise is made to every group by itself; everything goes wrong for a while, then nothing does any more,
 * and every group must come to one state on all machines.
 */
public final class GroupsSimulation {
    private static final long MILLISECOND = 1_000_000;
    private static final long TROUBLED_NANOS = 2_000 * MILLISECOND;
    private static final long PATIENCE_NANOS = 10_000 * MILLISECOND;
    private static final long LOOK_AGAIN_NANOS = 20 * MILLISECOND;
    private static final long CLIENT_PAUSE_NANOS = 20 * MILLISECOND;

    /**
     * Runs a seed; when it fails, runs it again to tell the story.
     *
     * @param nodes number of machines
     */
    public Outcome run(long seed, int nodes) {
        return SeededRun.of("groups", seed, nodes, (run, random) -> {
            HostingCluster cluster = new HostingCluster(ClusterShape.drawn(nodes, random), run, random.split());
            try {
                play(cluster, random);
            } finally {
                run.tally().add("groups", cluster.groups().size());
                for (HostedGroup group : cluster.groups()) {
                    run.tally().add("entries committed", group.promises().committedIndex());
                }
            }
        });
    }

    private static void play(HostingCluster cluster, SplittableRandom random) {
        cluster.machines().forEach(HostingMachine::start);
        cluster.groups().forEach(group -> askAgain(cluster, group, random.split()));
        cluster.troubles().begin();
        cluster.run().until(TROUBLED_NANOS);
        cluster.troubles().end();
        cluster.groups().forEach(HostedGroup::finish);
        long patience = cluster.clock().nowNanos() + PATIENCE_NANOS;
        while (!cluster.groups().stream().allMatch(HostedGroup::isSettled)) {
            if (cluster.clock().nowNanos() > patience) {
                throw new BrokenPromise(
                        "liveness: long after all is well a client is not answered, or not all machines are in the same state");
            }
            cluster.run().until(cluster.clock().nowNanos() + LOOK_AGAIN_NANOS);
        }
    }

    private static void askAgain(HostingCluster cluster, HostedGroup group, SplittableRandom random) {
        cluster.clock().after(random.nextLong(CLIENT_PAUSE_NANOS), () -> {
            group.work();
            askAgain(cluster, group, random);
        });
    }
}
