package io.corral.sim.raft;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.raft.core.HardState;
import io.corral.raft.core.RestoredState;
import io.corral.sim.world.Outcome;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The simulation catches a replica that")
class SimulationBitesTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource("mutants")
    void catches(String sin, UnaryOperator<Replica> mutation, int nodes, String promise, int withinSeeds) {
        Replica.Factory factory = (settings, restored, log, random) ->
                mutation.apply(Replica.Factory.REAL.create(settings, restored, log, random));
        Simulation simulation = new Simulation(factory);

        Outcome caught = LongStream.rangeClosed(1, withinSeeds)
                .mapToObj(seed -> simulation.run(seed, nodes))
                .filter(outcome -> outcome.failure().isPresent())
                .findFirst()
                .orElseThrow(() -> new AssertionError(withinSeeds + " seeds did not notice that it " + sin));

        assertThat(caught.story()).contains(promise).contains("--seed " + caught.seed());
    }

    @Test
    @DisplayName("votes again at once after its disk was emptied")
    void catchesForgetfulVoters() {
        Replica.Factory forgetful = (settings, restored, log, random) -> {
            HardState known = restored.hardState();
            HardState trusting = known.fresh() ? new HardState(Math.max(1, known.term()), 0) : known;
            RestoredState unmarked = new RestoredState(
                    trusting, restored.snapshot(), restored.memberships(), restored.firstIndex(), restored.lastIndex());
            return Replica.Factory.REAL.create(settings, unmarked, log, random);
        };
        Simulation simulation = new Simulation(forgetful);
        Outcome caught = LongStream.rangeClosed(1, 300)
                .mapToObj(seed -> simulation.run(seed, 3))
                .filter(outcome -> outcome.failure().isPresent())
                .findFirst()
                .orElseThrow(() -> new AssertionError("300 seeds did not notice"));
        assertThat(caught.story())
                .containsAnyOf("leader completeness", "election safety", "state machine safety")
                .contains("--seed " + caught.seed());
    }

    static Stream<Arguments> mutants() {
        return Stream.of(
                mutant("acknowledges before it persists", Mutants::acknowledgesBeforePersisting, 3, "durability", 20),
                mutant("never persists its vote", Mutants::neverPersistsItsVote, 3, "", 200),
                mutant("votes without looking at the log", Mutants::votesWithoutLookingAtTheLog, 3, "", 50),
                mutant("counts itself before it persists", Mutants::countsItselfBeforePersisting, 3, "durability", 20),
                mutant(
                        "reads without asking the others",
                        Mutants::readsWithoutAskingTheOthers,
                        3,
                        "linearizability",
                        50),
                mutant("appends without looking back", Mutants::appendsWithoutLookingBack, 5, "log matching", 300));
    }

    private static Arguments mutant(
            String sin, UnaryOperator<Replica> mutation, int nodes, String promise, int withinSeeds) {
        return Arguments.of(sin, mutation, nodes, promise, withinSeeds);
    }
}
