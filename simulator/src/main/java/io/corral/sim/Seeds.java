package io.corral.sim;

import io.corral.sim.world.Outcome;
import io.corral.sim.world.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Many seeds, one after the other on each of some threads.
 *
 * @param world runs one seed
 * @param first the first seed
 * @param count how many
 * @param threads how many run at the same time
 */
public record Seeds(Run world, long first, long count, int threads) {

    /** Something that can be simulated from a seed. */
    @FunctionalInterface
    public interface Run {

        /** Runs a seed. May be called by many threads at the same time. */
        Outcome of(long seed);
    }

    /**
     * What came of it.
     *
     * @param run how many seeds were run
     * @param nanos how much virtual time passed in all of them together
     * @param tally what happened how often
     * @param failure the failed run with the smallest seed, if any failed
     */
    public record Result(long run, long nanos, Tally tally, Optional<Outcome> failure) {}

    /** Runs all seeds, or until one fails. */
    public Result run() throws InterruptedException {
        AtomicLong next = new AtomicLong(first);
        AtomicLong end = new AtomicLong(first + count);
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Result>> parts = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                parts.add(executor.submit(() -> runPart(next, end)));
            }
            Result sum = new Result(0, 0, new Tally(), Optional.empty());
            for (Future<Result> part : parts) {
                sum = joined(sum, part.get());
            }
            return sum;
        } catch (ExecutionException broken) {
            throw new IllegalStateException("the simulator itself failed", broken.getCause());
        } finally {
            executor.shutdownNow();
        }
    }

    /** Seeds are taken in order, so that after a failure all smaller ones are still run. */
    private Result runPart(AtomicLong next, AtomicLong end) {
        long run = 0;
        long nanos = 0;
        Tally tally = new Tally();
        for (long seed = next.getAndIncrement(); seed < end.get(); seed = next.getAndIncrement()) {
            Outcome outcome = world.of(seed);
            run++;
            nanos += outcome.nanos();
            tally.add(outcome.tally());
            if (outcome.failure().isPresent()) {
                end.set(0);
                return new Result(run, nanos, tally, Optional.of(outcome));
            }
        }
        return new Result(run, nanos, tally, Optional.empty());
    }

    private static Result joined(Result one, Result other) {
        Tally tally = new Tally();
        tally.add(one.tally);
        tally.add(other.tally);
        Optional<Outcome> failure = one.failure.isEmpty()
                        || other.failure
                                .filter(theirs ->
                                        theirs.seed() < one.failure.get().seed())
                                .isPresent()
                ? other.failure
                : one.failure;
        return new Result(one.run + other.run, one.nanos + other.nanos, tally, failure);
    }
}
