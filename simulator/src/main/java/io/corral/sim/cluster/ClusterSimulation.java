package io.corral.sim.cluster;

import io.corral.raft.core.membership.Membership;
import io.corral.sim.history.Call;
import io.corral.sim.history.Linearizability;
import io.corral.sim.promise.BrokenPromise;
import io.corral.sim.world.Outcome;
import io.corral.sim.world.SeededRun;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * One run of one seed: nodes start, clients work, everything goes wrong for a while, then nothing does any more; every client must
 * be answered, all nodes must come to the same state, and what the clients were told must be linearizable.
 */
public final class ClusterSimulation {
    private static final long MILLISECOND = 1_000_000;
    private static final long TROUBLED_NANOS = 2_000 * MILLISECOND;

    /** Once all is well again, this is time for many elections. */
    private static final long PATIENCE_NANOS = 10_000 * MILLISECOND;

    private static final long LOOK_AGAIN_NANOS = 20 * MILLISECOND;

    /**
     * Runs a seed; when it fails, runs it again to tell the story.
     *
     * @param nodes number of nodes of the cluster
     */
    public Outcome run(long seed, int nodes) {
        return SeededRun.of("cluster", seed, nodes, (run, random) -> {
            Cluster cluster = new Cluster(ClusterShape.drawn(nodes, random), run, random.split());
            try {
                play(cluster, random);
            } finally {
                run.tally().add("entries committed", cluster.promises().committedIndex());
            }
        });
    }

    private static void play(Cluster cluster, SplittableRandom random) {
        Clients clients = new Clients(cluster, random.split());
        cluster.machines().forEach(Machine::start);
        clients.begin();
        cluster.troubles().begin();
        cluster.run().until(TROUBLED_NANOS);
        cluster.troubles().end();
        settle(cluster, clients);
        Linearizability.violation(clients.history()).ifPresent(ClusterSimulation::notLinearizable);
    }

    private static void settle(Cluster cluster, Clients clients) {
        long patience = cluster.clock().nowNanos() + PATIENCE_NANOS;
        clients.finish();
        while (!clients.allAnswered() || !isSettled(cluster)) {
            if (cluster.clock().nowNanos() > patience) {
                throw new BrokenPromise("liveness: long after all is well "
                        + (clients.allAnswered() ? "not all nodes are in the same state" : "a client is not answered"));
            }
            cluster.run().until(cluster.clock().nowNanos() + LOOK_AGAIN_NANOS);
        }
    }

    private static boolean isSettled(Cluster cluster) {
        long committed = cluster.promises().committedIndex();
        Membership members =
                cluster.promises().membershipAt(committed, cluster.shape().membership());
        if (members.isJoint() || !members.promotable().isEmpty()) {
            return false;
        }
        return cluster.machines().stream()
                .filter(machine -> members.isMember(machine.id()))
                .allMatch(machine -> {
                    NodeLife life = machine.process();
                    return life != null && life.registers().index() == committed;
                });
    }

    private static void notLinearizable(List<Call> calls) {
        throw new BrokenPromise("linearizability: no order explains what clients were told of a key:\n"
                + calls.stream().map(Call::toString).collect(Collectors.joining("\n")));
    }
}
