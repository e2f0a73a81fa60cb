package io.corral.it.oracle;

import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * Plays scripts on both sides at the same time and compares the transcripts. A play in which the judge falls silent says nothing of
 * the other side: it is played again on fresh servers. The other side's silence always counts. Used by one thread.
 */
final class Comparison {
    private static final int SHRINKING_PLAYS = 150;

    private static final int ATTEMPTS = 3;

    private final Sides sides;
    private final Consumer<String> notes;
    private final Map<Integer, Integer> answers = new TreeMap<>();
    private int plays;

    /** A comparison that tells {@code notes} when it had to play a script again. */
    Comparison(Sides sides, Consumer<String> notes) {
        this.sides = sides;
        this.notes = notes;
    }

    /**
     * Plays the script that {@code writer} makes for a seed.
     *
     * @param writer makes the same steps for the same seed below any top node
     * @return a description of the first difference after leaving out the steps that have no part in it
     * @throws IllegalStateException when the judge does not answer at all, or a play broke off
     */
    Optional<Difference> compare(long seed, BiFunction<Long, String, Script> writer)
            throws IOException, InterruptedException {
        Part whole = new Part(seed, writer, script -> script);
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            Optional<Difference> found = play(whole);
            if (found.filter(Difference::withoutVerdict).isEmpty()) {
                return found.map(difference -> shrink(whole, difference));
            }
            notes.accept("seed " + seed + ", play " + attempt + " of at most " + ATTEMPTS
                    + ": the judge fell silent, which says nothing; both sides get fresh servers\n"
                    + found.orElseThrow().describe());
            sides.renew();
        }
        throw new IllegalStateException("the judge fell silent in " + ATTEMPTS + " plays");
    }

    /** How often the judge gave each answer: error codes, 0 for success. */
    Map<Integer, Integer> answers() {
        return Collections.unmodifiableMap(answers);
    }

    private Optional<Difference> play(Part part) {
        String top = String.format("/o%08d", plays++);
        Script script = part.write(top);
        CompletableFuture<Transcript> judged = CompletableFuture.supplyAsync(() -> sides.actual(top, script));
        Transcript right = sides.expected(top, script);
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

    /** Leaves out steps, in ever smaller pieces, as long as a difference remains and both sides answer. */
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
                if (remaining.filter(Difference::ofSilence).isPresent()) {
                    return difference;
                }
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
