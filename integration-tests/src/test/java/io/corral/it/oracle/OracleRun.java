package io.corral.it.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Plays many seeds and fails with every difference found. {@code -Doracle.sequences=N} plays another number of
 * sequences, {@code -Doracle.seed=S} starts at another seed; without it each run starts elsewhere.
 */
final class OracleRun {
    static final int OPERATIONS = 500;
    private static final int DIFFERENCES_SHOWN = 3;

    private final String test;
    private final int sequences;
    private final long firstSeed;

    private OracleRun(String test, int sequences, long firstSeed) {
        this.test = test;
        this.sequences = sequences;
        this.firstSeed = firstSeed;
    }

    /** A run of {@code sequences} sequences for a test, unless the command line says otherwise. */
    static OracleRun of(Class<?> test, int sequences) {
        return new OracleRun(
                test.getSimpleName(),
                Integer.getInteger("oracle.sequences", sequences),
                Long.getLong("oracle.seed", System.currentTimeMillis()));
    }

    /**
     * Plays the seeds on fresh servers of both kinds; closes them.
     *
     * @return how often each error code was answered, 0 for success
     */
    Map<Integer, Integer> play(
            StagedSides.Starter expectedSubject,
            StagedSides.Starter actualSubject,
            BiFunction<Long, String, Script> writer)
            throws IOException, InterruptedException {
        List<String> differences = new ArrayList<>();
        Map<Integer, Integer> answers;
        try (StagedSides sides = StagedSides.start(expectedSubject, actualSubject)) {
            System.out.printf(
                    "%s: %s, %d sequences, seeds %d to %d%n",
                    test, sides.names(), sequences, firstSeed, firstSeed + sequences - 1);
            Comparison comparison = new Comparison(sides, System.out::println);
            boolean answering = true;
            for (int i = 0; answering && i < sequences && differences.size() < DIFFERENCES_SHOWN; i++) {
                long seed = firstSeed + i;
                Optional<Difference> difference = compare(comparison, seed, writer);
                difference.ifPresent(found -> differences.add(found.describe() + replay(seed)));
                answering = difference.map(found -> !found.ofSilence()).orElse(true);
            }
            answers = comparison.answers();
            System.out.printf("%s: answers by error code %s%n", test, answers);
        }
        assertThat(differences)
                .withFailMessage(() -> String.join("\n\n", differences))
                .isEmpty();
        return answers;
    }

    private Optional<Difference> compare(Comparison comparison, long seed, BiFunction<Long, String, Script> writer)
            throws IOException, InterruptedException {
        try {
            return comparison.compare(seed, writer);
        } catch (IllegalStateException brokenOff) {
            throw new IllegalStateException("seed " + seed + "; " + replay(seed), brokenOff);
        }
    }

    private String replay(long seed) {
        return "to see it again: mvn -pl integration-tests -am test -Dsurefire.failIfNoSpecifiedTests=false -Dtest="
                + test + " -Doracle.sequences=1 -Doracle.seed=" + seed;
    }

    /** How many sequences are played. */
    int sequences() {
        return sequences;
    }
}
