package io.corral.sim;

import io.corral.sim.cluster.ClusterSimulation;
import io.corral.sim.cluster.GroupsSimulation;
import io.corral.sim.raft.Replica;
import io.corral.sim.raft.Simulation;
import io.corral.sim.world.Outcome;

/** What can be simulated. */
public enum World {
    /** The bare algorithm, with messages duplicated and reordered at will: many seeds a second. */
    CORE {
        @Override
        public Outcome run(long seed, int nodes) {
            return new Simulation(Replica.Factory.REAL).run(seed, nodes);
        }
    },
    /** Whole nodes: drivers, log, snapshots, disks, clients. */
    CLUSTER {
        @Override
        public Outcome run(long seed, int nodes) {
            return new ClusterSimulation().run(seed, nodes);
        }
    },
    /** The same with several groups on each node. */
    GROUPS {
        @Override
        public Outcome run(long seed, int nodes) {
            return new GroupsSimulation().run(seed, nodes);
        }
    };

    /**
     * Runs a seed. May be called by many threads at the same time.
     *
     * @param nodes how many nodes there are
     */
    public abstract Outcome run(long seed, int nodes);
}
