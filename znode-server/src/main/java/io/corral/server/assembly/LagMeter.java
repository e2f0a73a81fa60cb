package io.corral.server.assembly;

import io.corral.server.status.Lag;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How far this server is behind, in entries and in time: it notes at intervals what was known to be committed, and looks how
 * long ago the oldest of that was noted which is not executed yet. Sampled on one thread, read on any.
 */
final class LagMeter {
    private static final int SAMPLES_MAX = 2_000;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private record Sample(long index, long nanos) {}

    private final Deque<Sample> samples = new ArrayDeque<>();
    private volatile Lag lag = Lag.NONE;

    /**
     * Notes how things stand.
     *
     * @param committed newest index known to be committed anywhere
     * @param applied newest index executed here
     * @param now monotonic clock in nanoseconds
     */
    void sample(long committed, long applied, long now) {
        if (samples.isEmpty() || samples.getLast().index < committed) {
            samples.addLast(new Sample(committed, now));
        }
        while (!samples.isEmpty() && samples.getFirst().index <= applied) {
            samples.removeFirst();
        }
        if (samples.size() > SAMPLES_MAX) {
            // The first one says since when; of the others any will do.
            samples.removeLast();
        }
        long waited = samples.isEmpty() ? 0 : now - samples.getFirst().nanos;
        lag = new Lag(Math.max(0, committed - applied), waited / NANOS_PER_MILLI);
    }

    /** The lag when last sampled. Any thread. */
    Lag lag() {
        return lag;
    }
}
