package io.corral.sim.raft;

import io.corral.sim.world.SimulatedClock;
import java.util.ArrayDeque;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/** Stands for the apply thread: one thing after the other, each some time after it was asked for. */
final class ApplyQueue {

    private static final long MAX_DELAY_NANOS = 2_000_000;

    private final SimulatedClock clock;
    private final RandomGenerator random;
    private final UnaryOperator<Runnable> untilCrash;
    private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();

    ApplyQueue(SimulatedClock clock, RandomGenerator random, UnaryOperator<Runnable> untilCrash) {
        this.clock = clock;
        this.random = random;
        this.untilCrash = untilCrash;
    }

    void add(Runnable work) {
        waiting.add(work);
        if (waiting.size() == 1) {
            schedule();
        }
    }

    private void schedule() {
        clock.after(random.nextLong(MAX_DELAY_NANOS), untilCrash.apply(this::next));
    }

    private void next() {
        waiting.getFirst().run();
        waiting.removeFirst();
        if (!waiting.isEmpty()) {
            schedule();
        }
    }
}
