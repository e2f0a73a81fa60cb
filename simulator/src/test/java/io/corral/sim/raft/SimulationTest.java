package io.corral.sim.raft;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Simulated groups")
class SimulationTest {

    /** Seeds of each size of group; any number with {@code -Dcorral.sim.seeds=N}. */
    private static final int SEEDS = Integer.getInteger("corral.sim.seeds", 1_000);

    private final Simulation simulation = new Simulation(Replica.Factory.REAL);

    @ParameterizedTest(name = "of {0} nodes keep every promise, whatever goes wrong")
    @ValueSource(ints = {3, 5})
    void keepEveryPromise(int nodes) {
        Counts counts = new Counts();
        for (long seed = 1; seed <= SEEDS; seed++) {
            Simulation.Outcome outcome = simulation.run(seed, nodes);
            assertThat(outcome.failure()).as(outcome::story).isEmpty();
            counts.add(outcome.counts());
        }
        assertThat(counts.elections()).as("elections in %s", counts).isGreaterThan(SEEDS);
        assertThat(counts.wipes()).as("disks lost in %s", counts).isGreaterThan(SEEDS / 10);
        assertThat(counts.truncations()).as("logs cut in %s", counts).isGreaterThan(SEEDS / 10);
        assertThat(counts.snapshotsInstalled()).as("snapshots in %s", counts).isGreaterThan(SEEDS / 10);
        assertThat(counts.readsGranted()).as("reads in %s", counts).isGreaterThan(SEEDS);
    }

    @ParameterizedTest(name = "of {0} nodes keep every promise, too")
    @ValueSource(ints = {1, 2, 4, 7})
    void otherSizes(int nodes) {
        for (long seed = 1; seed <= 20; seed++) {
            Simulation.Outcome outcome = simulation.run(seed, nodes);
            assertThat(outcome.failure()).as(outcome::story).isEmpty();
        }
    }

    @Test
    @DisplayName("run the same way again from the same seed, and another way from another")
    void seedsReproduceRuns() {
        for (long seed = 1; seed <= 20; seed++) {
            Simulation.Outcome first = simulation.run(seed, 5);
            assertThat(simulation.run(seed, 5).traceHash())
                    .as("trace of seed %d", seed)
                    .isEqualTo(first.traceHash());
            assertThat(simulation.run(seed + 1, 5).traceHash()).isNotEqualTo(first.traceHash());
            assertThat(first.events()).isGreaterThan(1_000);
        }
    }
}
