package io.corral.it.oracle;

import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiFunction;

/** Plays scripts on two stages at the same time and compares the transcripts. Used by one thread. */
final class Comparison {
    private static final int SHRINKING_PLAYS = 150;

    private final Stage expected;
    private final Stage actual;
    private final Map<Integer, Integer> answers = new TreeMap<>();
    private int plays;

    /** {@code expected} is the judge's stage, {@code actual} that of the subject being judged. */
    Comparison(Stage expected, Stage actual) {
        this.expected = expected;
        this.actual = actual;
    }

    /**
     * Plays the script that {@code writer} makes for a seed.
     *
     * @param writer makes the same steps for the same seed below any top node
     * @return a description of the first difference after leaving out the steps that have no part in it
     */
    Optional<Difference> compare(long seed, BiFunction<Long, String, Script> writer) {
        Part whole = new Part(seed, writer, script -> script);
        Difference found = play(whole).orElse(null);
        return Optional.ofNullable(found).map(difference -> shrink(whole, difference));
    }

    /** How often the judge gave each answer: error codes, 0 for success. */
    Map<Integer, Integer> answers() {
        return Collections.unmodifiableMap(answers);
    }

    private Optional<Difference> play(Part part) {
        String top = String.format("/o%08d", plays++);
        Script script = part.write(top);
        CompletableFuture<Transcript> judged = CompletableFuture.supplyAsync(() -> perform(actual, top, script));
        Transcript right = perform(expected, top, script);
        right.errorCounts().forEach((error, count) -> answers.merge(error, count, Integer::sum));
        return Difference.between(script, right, await(judged));
    }

    private static Transcript await(CompletableFuture<Transcript> transcript) {
        try {
            return transcript.join();
        } catch (CompletionException e) {
            throw new IllegalStateException("the play broke off", e.getCause());
        }
    }

    private Transcript perform(Stage stage, String top, Script script) {
        try {
            boolean spread = expected.serverCount() > 1 || actual.serverCount() > 1;
            return new Play(stage, top, spread).perform(script);
        } catch (IOException e) {
            throw new IllegalStateException(stage.subject().name() + " broke off", e);
        }
    }

    /** Leaves out steps, in ever smaller pieces, as long as a difference remains; not on servers that stopped answering. */
    private Difference shrink(Part whole, Difference first) {
        if (first.ofSilence()) {
            return first;
        }
        int start = plays;
        Part smallest = whole.with(script -> script.first(first.step() + 1));
        Difference difference = first;
        int size = first.step() + 1;
        for (int piece = Math.max(1, size / 2); piece >= 1; piece /= 2) {
            int from = 0;
            while (from < size && plays - start < SHRINKING_PLAYS) {
                int begin = from;
                int end = from + piece;
                Part candidate = smallest.with(script -> script.without(begin, end));
                Optional<Difference> remaining = play(candidate);
                if (remaining.isPresent()) {
                    smallest = candidate;
                    difference = remaining.get();
                    size = difference.script().steps().size();
                } else {
                    from = end;
                }
            }
        }
        return difference;
    }

    /** A script reduced to some of its steps, to be written again for each play. */
    private record Part(long seed, BiFunction<Long, String, Script> writer, Cut cut) {
        Script write(String top) {
            return cut.apply(writer.apply(seed, top));
        }

        Part with(Cut next) {
            return new Part(seed, writer, script -> next.apply(cut.apply(script)));
        }
    }

    private interface Cut {
        Script apply(Script script);
    }
}
