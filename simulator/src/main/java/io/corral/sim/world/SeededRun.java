package io.corral.sim.world;

import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** One run of a seed: its time, its story, what was counted, and the first promise that was broken. */
public final class SeededRun {
    private final SimulatedClock clock = new SimulatedClock();
    private final Tally tally = new Tally();
    private final RunTrace trace;
    private @Nullable RuntimeException failure;

    private SeededRun(boolean readable) {
        trace = new RunTrace(clock, readable);
    }

    /** What happens in a run. */
    @FunctionalInterface
    public interface Play {
        /**
         * Plays it; all chance comes from the seed's numbers.
         *
         * @throws RuntimeException when a promise is broken
         */
        void play(SeededRun run, SplittableRandom random);
    }

    /**
     * Plays a seed; when it fails, plays it again to tell the story.
     *
     * @param world what is played, as {@code bin/simulate --world} calls it
     * @param nodes how many nodes take part
     */
    public static Outcome of(String world, long seed, int nodes, Play play) {
        Outcome outcome = once(world, seed, nodes, play, false);
        return outcome.failure().isPresent() ? once(world, seed, nodes, play, true) : outcome;
    }

    private static Outcome once(String world, long seed, int nodes, Play play, boolean readable) {
        SeededRun run = new SeededRun(readable);
        try {
            play.play(run, new SplittableRandom(seed));
        } catch (RuntimeException broken) {
            var unused = run.fails(broken);
        }
        return new Outcome(
                world,
                seed,
                nodes,
                run.trace.hash(),
                run.clock.nowNanos(),
                run.tally,
                Optional.ofNullable(run.failure),
                run.trace.lines());
    }

    /** Its virtual time. */
    public SimulatedClock clock() {
        return clock;
    }

    /** Its story. */
    public RunTrace trace() {
        return trace;
    }

    /** What happened how often. */
    public Tally tally() {
        return tally;
    }

    /** Remembers the first failure, wherever it is noticed: the code under test may catch what is thrown at it. Gives that one. */
    public RuntimeException fails(RuntimeException broken) {
        if (failure == null) {
            failure = broken;
        }
        return failure;
    }

    /** Lets the world go on until a time, or until nothing is left to happen, or until a promise is broken. */
    public void until(long nanos) {
        boolean more = true;
        while (more && clock.nowNanos() < nanos) {
            more = clock.runNext();
            if (failure != null) {
                throw failure;
            }
        }
    }
}
