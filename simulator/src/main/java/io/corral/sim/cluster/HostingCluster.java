package io.corral.sim.cluster;

import io.corral.sim.world.RunTrace;
import io.corral.sim.world.SeededRun;
import io.corral.sim.world.SimulatedClock;
import io.corral.sim.world.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Some machines that all take part in the same groups. */
final class HostingCluster {
    private static final int FEWEST_GROUPS = 2;
    private static final int USUALLY_FEWER_THAN = 9;
    private static final int MANY_GROUPS = 64;
    private static final int MANY_ONE_IN = 50;

    private final ClusterShape shape;
    private final SeededRun run;
    private final Wiring wiring;
    private final List<HostedGroup> groups = new ArrayList<>();
    private final List<HostingMachine> machines = new ArrayList<>();
    private final HostingTroubles troubles;

    HostingCluster(ClusterShape shape, SeededRun run, SplittableRandom random) {
        this.shape = shape;
        this.run = run;
        wiring = new Wiring(run.clock(), random.split(), shape.nodes());
        int count = random.nextInt(MANY_ONE_IN) == 0 ? MANY_GROUPS : random.nextInt(FEWEST_GROUPS, USUALLY_FEWER_THAN);
        for (int group = 1; group <= count; group++) {
            groups.add(new HostedGroup(group, this, random.split()));
        }
        for (long id = 1; id <= shape.nodes(); id++) {
            machines.add(new HostingMachine(id, this, random.split()));
        }
        troubles = new HostingTroubles(this, random.split());
    }

    ClusterShape shape() {
        return shape;
    }

    SeededRun run() {
        return run;
    }

    SimulatedClock clock() {
        return run.clock();
    }

    RunTrace trace() {
        return run.trace();
    }

    Tally tally() {
        return run.tally();
    }

    Wiring wiring() {
        return wiring;
    }

    HostingTroubles troubles() {
        return troubles;
    }

    List<HostedGroup> groups() {
        return groups;
    }

    HostedGroup group(int id) {
        return groups.get(id - 1);
    }

    List<HostingMachine> machines() {
        return machines;
    }

    /** What the processes that run do in a group. */
    List<HostedNode> nodes(int group) {
        List<HostedNode> nodes = new ArrayList<>();
        for (HostingMachine machine : machines) {
            HostingProcess process = machine.process();
            HostedNode node = process == null ? null : process.node(group);
            if (node != null) {
                nodes.add(node);
            }
        }
        return nodes;
    }
}
