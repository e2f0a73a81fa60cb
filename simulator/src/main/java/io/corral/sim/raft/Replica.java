package io.corral.sim.raft;

import io.corral.raft.core.Effects;
import io.corral.raft.core.Input;
import io.corral.raft.core.RaftCore;
import io.corral.raft.core.RaftSettings;
import io.corral.raft.core.RaftStatus;
import io.corral.raft.core.RestoredState;
import io.corral.raft.core.log.LogReader;
import java.util.random.RandomGenerator;

/** The algorithm as a simulated node sees it. */
public interface Replica {

    /** Takes one input. */
    Effects step(Input input);

    /** How it stands. */
    RaftStatus status();

    /** The real one. */
    static Replica of(RaftCore core) {
        return new Replica() {
            @Override
            public Effects step(Input input) {
                return core.step(input);
            }

            @Override
            public RaftStatus status() {
                return core.status();
            }
        };
    }

    /** Makes the replica of a node that starts. */
    @FunctionalInterface
    interface Factory {

        /** The real algorithm. */
        Factory REAL = (settings, restored, log, random) -> Replica.of(new RaftCore(settings, restored, log, random));

        /** A replica that starts with what is on its disk. */
        Replica create(RaftSettings settings, RestoredState restored, LogReader log, RandomGenerator random);
    }
}
