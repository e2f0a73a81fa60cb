package io.corral.sim.world;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A disk with one file that is appended to. Writes become durable together when a force ends, which takes a random time. A crash
 * keeps some prefix of what was not forced: nothing, all, or a torn part of one write.
 */
public final class SimulatedDisk {

    private final SimulatedClock clock;
    private final RandomGenerator random;
    private long maxForceNanos;

    /** Under the force that runs, then waiting for the next. */
    private List<Write> forcing = new ArrayList<>();

    private List<Write> waiting = new ArrayList<>();

    /** Forces begun before the last crash never end. */
    private long crashes;

    /** An idle disk. */
    public SimulatedDisk(SimulatedClock clock, RandomGenerator random, long maxForceNanos) {
        this.clock = clock;
        this.random = random;
        this.maxForceNanos = maxForceNanos;
    }

    /** The longest time a force takes from now on. */
    public void maxForceNanos(long nanos) {
        maxForceNanos = nanos;
    }

    /**
     * Writes.
     *
     * @param parts what changes on the durable image when the write, or a prefix of it, is durable; may be empty
     * @param whenDurable runs once this and all earlier writes are durable; at once when nothing is to be waited for; never after a
     *     crash
     */
    public void write(List<Runnable> parts, Runnable whenDurable) {
        if (parts.isEmpty() && forcing.isEmpty() && waiting.isEmpty()) {
            whenDurable.run();
            return;
        }
        waiting.add(new Write(parts, whenDurable));
        if (forcing.isEmpty()) {
            force();
        }
    }

    /** Keeps a random prefix of what was not forced and forgets the rest. */
    public void crash() {
        List<Runnable> parts = new ArrayList<>();
        forcing.forEach(write -> parts.addAll(write.parts));
        waiting.forEach(write -> parts.addAll(write.parts));
        int kept = random.nextInt(parts.size() + 1);
        parts.subList(0, kept).forEach(Runnable::run);
        forcing = new ArrayList<>();
        waiting = new ArrayList<>();
        crashes++;
    }

    private void force() {
        List<Write> next = waiting;
        waiting = forcing;
        forcing = next;
        long before = crashes;
        clock.after(random.nextLong(maxForceNanos / 10, maxForceNanos), () -> {
            if (crashes == before) {
                forced();
            }
        });
    }

    private void forced() {
        List<Write> done = List.copyOf(forcing);
        done.forEach(write -> write.parts.forEach(Runnable::run));
        forcing.clear();
        if (!waiting.isEmpty()) {
            force();
        }
        long before = crashes;
        for (Write write : done) {
            if (crashes == before) {
                write.whenDurable.run();
            }
        }
    }

    private record Write(List<Runnable> parts, Runnable whenDurable) {}
}
