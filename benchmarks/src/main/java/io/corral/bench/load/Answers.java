package io.corral.bench.load;

import org.HdrHistogram.Histogram;

/** Counts and times the answers that arrive between two instants. Belongs to one thread until that has ended. */
final class Answers {
    private static final long LONGEST_NANOS = 60_000_000_000L;

    private final long fromNanos;
    private final long toNanos;
    private final Histogram latencies = new Histogram(LONGEST_NANOS, 3);
    private long errors;

    Answers(long fromNanos, long toNanos) {
        this.fromNanos = fromNanos;
        this.toNanos = toNanos;
    }

    void record(long sentNanos, long nowNanos, int error) {
        if (error != 0) {
            errors++;
        } else if (nowNanos - fromNanos >= 0 && nowNanos - toNanos < 0) {
            latencies.recordValue(Math.min(LONGEST_NANOS, nowNanos - sentNanos));
        }
    }

    Histogram latencies() {
        return latencies;
    }

    /** Answers with an error, measured or not: there should be none. */
    long errors() {
        return errors;
    }
}
