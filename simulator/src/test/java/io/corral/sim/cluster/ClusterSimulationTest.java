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
        sawEverything(result.tally(), nodes, seeds);
    }

    /** What is meant to happen happens, and often: otherwise all promises are easily kept. */
    private static void sawEverything(Tally tally, int nodes, long seeds) {
        for (Fault fault : Fault.values()) {
            if (fault != Fault.OLD_LEADER_RETURNS) {
                saw(tally, fault.words(), seeds / 10);
            }
        }
        saw(tally, Fault.OLD_LEADER_RETURNS.words(), nodes > 3 ? seeds / 30 : -1);
        saw(tally, "elections", seeds);
        saw(tally, "answers", 20 * seeds);
        saw(tally, "reads granted", 10 * seeds);
        for (String level : new String[] {"Linearizable", "Leased", "BoundedStaleness"}) {
            saw(tally, level + " reads granted", seeds);
            saw(tally, level + " reads refused", seeds / 2);
        }
        saw(tally, "leases seen", seeds);
        for (Siege.Way way : Siege.Way.values()) {
            saw(tally, "leaders besieged, " + way, seeds / 30);
        }
        saw(tally, "leases besieged", seeds / 20);
        saw(tally, "leaders elected under siege", seeds / 10);
        saw(tally, "voters restarted behind their vote", seeds / 40);
        saw(tally, "transfers carried out", seeds / 20);
        saw(tally, "disks that refused", seeds / 10);
        saw(tally, "disks that took writes again", seeds / 20);
        saw(tally, "members removed", seeds / 50);
        saw(tally, "logs cut", seeds / 10);
        saw(tally, "snapshots taken", seeds);
        saw(tally, "snapshots installed", seeds / 40);
    }

    private static void saw(Tally tally, String what, long moreThan) {
        assertThat(tally.of(what)).as("%s in %s", what, tally).isGreaterThan(moreThan);
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
