package io.corral.sim.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.sim.Seeds;
import io.corral.sim.world.Outcome;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Simulated machines with several groups")
class GroupsSimulationTest {
    private final GroupsSimulation simulation = new GroupsSimulation();

    @ParameterizedTest(name = "{0} of them keep every promise to each group, whatever goes wrong")
    @CsvSource({"3, 100", "5, 30", "1, 20"})
    void keepEveryPromise(int nodes, int seeds) throws InterruptedException {
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
        assertThat(result.tally().of("groups"))
                .as("groups in %s", result.tally())
                .isGreaterThan(3L * seeds);
        assertThat(result.tally().of("answers"))
                .as("answers in %s", result.tally())
                .isGreaterThan(50L * seeds);
        for (Fault fault : new Fault[] {Fault.POWER_LOST, Fault.PROCESS_KILLED, Fault.DISK_STEP_CRASHED}) {
            assertThat(result.tally().of(fault.words()))
                    .as("%s in %s", fault.words(), result.tally())
                    .isGreaterThan(seeds / 10);
        }
    }

    @Test
    @DisplayName("run the same way again from the same seed, and another way from another")
    void seedsReproduceRuns() {
        for (long seed = 1; seed <= 5; seed++) {
            Outcome first = simulation.run(seed, 3);
            assertThat(simulation.run(seed, 3).traceHash()).isEqualTo(first.traceHash());
            assertThat(simulation.run(seed + 1, 3).traceHash()).isNotEqualTo(first.traceHash());
        }
    }
}
