package io.corral.sim.world;

import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Supplier;

/**
 * What happened in a run: always as a hash, by which two runs of a seed are seen to be the same, and on request also as readable lines,
 * of which the last ones are kept.
 */
public final class RunTrace {

    private static final long PRIME = 0x100000001b3L;
    private static final int KEPT_LINES = 400;

    private final SimulatedClock clock;
    private final boolean readable;
    private final ArrayDeque<String> lines = new ArrayDeque<>();
    private long hash = 0xcbf29ce484222325L;
    private long events;

    /** A trace; making readable lines costs more time than the run itself. */
    public RunTrace(SimulatedClock clock, boolean readable) {
        this.clock = clock;
        this.readable = readable;
    }

    /** Something happened, told by numbers that differ when it differs. */
    public void event(long what, long detail) {
        events++;
        hash = ((hash ^ clock.nowNanos()) * PRIME ^ what) * PRIME ^ detail;
    }

    /** Tells of it in words, when anybody will read them. */
    public void line(Supplier<String> words) {
        if (readable) {
            if (lines.size() == KEPT_LINES) {
                lines.removeFirst();
            }
            long micros = clock.nowNanos() / 1_000;
            lines.add(String.format("%4d.%06d %s", micros / 1_000_000, micros % 1_000_000, words.get()));
        }
    }

    /** Equal for equal runs. */
    public long hash() {
        return hash;
    }

    /** How many events there were. */
    public long events() {
        return events;
    }

    /** The last lines, oldest first. */
    public List<String> lines() {
        return List.copyOf(lines);
    }
}
