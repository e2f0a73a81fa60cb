package io.corral.sim.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.sim.Seeds;
import io.corral.sim.world.Outcome;
import io.corral.sim.world.Tally;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Simulated clusters of whole nodes")
class ClusterSimulationTest {

    /** Percent of the seeds run by default; more with {@code -Dcorral.sim.percent=1000}. */
    private static final int PERCENT = Integer.getInteger("corral.sim.percent", 100);

    private final ClusterSimulation simulation = new ClusterSimulation();

    @ParameterizedTest(name = "of {0} nodes keep every promise to their clients, whatever goes wrong")
    @CsvSource({"3, 1400", "5, 700"})
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
        assertThat(result.run()).isEqualTo(seeds);
        sawEverything(result.tally(), seeds);
    }

    private static void sawEverything(Tally tally, long seeds) {
        for (Fault fault : Fault.values()) {
            if (fault != Fault.OLD_LEADER_RETURNS) {
                assertThat(tally.of(fault.words()))
                        .as("%s in %s", fault.words(), tally)
                        .isGreaterThan(seeds / 10);
            }
        }
        assertThat(tally.of("elections")).as("elections in %s", tally).isGreaterThan(seeds);
        assertThat(tally.of("answers")).as("answers in %s", tally).isGreaterThan(20 * seeds);
        assertThat(tally.of("reads granted")).as("reads in %s", tally).isGreaterThan(10 * seeds);
        assertThat(tally.of("leases seen")).as("leases in %s", tally).isGreaterThan(seeds);
        for (String level : new String[] {"Linearizable", "Leased", "BoundedStaleness"}) {
            assertThat(tally.of(level + " reads granted"))
                    .as("reads in %s", tally)
                    .isGreaterThan(seeds);
        }
        assertThat(tally.of("leases besieged")).as("sieges in %s", tally).isGreaterThan(seeds / 20);
        assertThat(tally.of("leaders elected under siege"))
                .as("sieges in %s", tally)
                .isGreaterThan(seeds / 20);
        assertThat(tally.of("logs cut")).as("logs cut in %s", tally).isGreaterThan(seeds / 10);
        assertThat(tally.of("snapshots taken")).as("snapshots in %s", tally).isGreaterThan(seeds);
        assertThat(tally.of("snapshots installed")).as("snapshots in %s", tally).isPositive();
    }

    @ParameterizedTest(name = "of {0} nodes keep every promise, too")
    @CsvSource({"1", "2", "4", "7"})
    void otherSizes(int nodes) {
        for (long seed = 1; seed <= 15; seed++) {
            Outcome outcome = simulation.run(seed, nodes);
            assertThat(outcome.failure()).as(outcome::story).isEmpty();
        }
    }

    @Test
    @DisplayName("run the same way again from the same seed, and another way from another")
    void seedsReproduceRuns() {
        for (long seed = 1; seed <= 15; seed++) {
            Outcome first = simulation.run(seed, 3);
            assertThat(simulation.run(seed, 3).traceHash())
                    .as("trace of seed %d", seed)
                    .isEqualTo(first.traceHash());
            assertThat(simulation.run(seed + 1, 3).traceHash()).isNotEqualTo(first.traceHash());
        }
    }
}
