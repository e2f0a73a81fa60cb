package io.corral.sim.raft;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.sim.Seeds;
import io.corral.sim.world.Outcome;
import io.corral.sim.world.Tally;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Simulated groups")
class SimulationTest {

    /** Percent of the seeds run by default; more with {@code -Dcorral.sim.percent=1000}. */
    private static final int PERCENT = Integer.getInteger("corral.sim.percent", 100);

    private final Simulation simulation = new Simulation(Replica.Factory.REAL);

    @ParameterizedTest(name = "of {0} nodes keep every promise, whatever goes wrong")
    @CsvSource({"3, 1600", "5, 1400"})
    void keepEveryPromise(int nodes, int count) throws InterruptedException {
        long seeds = (long) count * PERCENT / 100;
        Seeds.Result result = new Seeds(
                        seed -> simulation.run(seed, nodes),
                        1,
                        seeds,
                        Runtime.getRuntime().availableProcessors())
                .run();
        assertThat(result.failure())
                .as(() -> result.failure().map(Outcome::story).orElse(""))
                .isEmpty();
        Tally tally = result.tally();
        assertThat(tally.of("elections")).as("elections in %s", tally).isGreaterThan(seeds);
        assertThat(tally.of("help forgotten")).as("help forgotten in %s", tally).isGreaterThan(seeds / 10);
        assertThat(tally.of("disks lost")).as("disks lost in %s", tally).isGreaterThan(seeds / 10);
        assertThat(tally.of("logs cut")).as("logs cut in %s", tally).isGreaterThan(seeds / 10);
        assertThat(tally.of("snapshots installed")).as("snapshots in %s", tally).isGreaterThan(seeds / 10);
        assertThat(tally.of("members removed"))
                .as("changes of members in %s", tally)
                .isGreaterThan(seeds / 10);
        if (nodes > OldLeaders.ENOUGH_WITHOUT) {
            assertThat(tally.of("old leaders returned"))
                    .as("old leaders in %s", tally)
                    .isGreaterThan(seeds / 20);
        }
        assertThat(tally.of("reads granted")).as("reads in %s", tally).isGreaterThan(seeds);
    }

    @ParameterizedTest(name = "of {0} nodes keep every promise, too")
    @ValueSource(ints = {1, 2, 4, 7})
    void otherSizes(int nodes) {
        for (long seed = 1; seed <= 20; seed++) {
            Outcome outcome = simulation.run(seed, nodes);
            assertThat(outcome.failure()).as(outcome::story).isEmpty();
        }
    }

    @Test
    @DisplayName("run the same way again from the same seed, and another way from another")
    void seedsReproduceRuns() {
        for (long seed = 1; seed <= 20; seed++) {
            Outcome first = simulation.run(seed, 5);
            assertThat(simulation.run(seed, 5).traceHash())
                    .as("trace of seed %d", seed)
                    .isEqualTo(first.traceHash());
            assertThat(simulation.run(seed + 1, 5).traceHash()).isNotEqualTo(first.traceHash());
        }
    }
}
