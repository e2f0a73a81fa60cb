package io.corral.server.frontend;

import io.corral.server.status.Distribution;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** How long requests of one kind took on one event loop, from receipt to answer. Thread-safe. */
final class RequestTimes {
    private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(10);
    private static final int DIGITS = 2;

    private final ConcurrentHistogram micros = new ConcurrentHistogram(1, LONGEST_MICROS, DIGITS);

    void record(long nanos) {
        micros.recordValue(Math.min(LONGEST_MICROS, Math.max(0, nanos / 1_000)));
    }

    /** The times of several event loops together. */
    static Distribution distribution(Stream<RequestTimes> times) {
        Histogram copy = new Histogram(1, LONGEST_MICROS, DIGITS);
        times.forEach(each -> copy.add(each.micros.copy()));
        long count = copy.getTotalCount();
        return count == 0
                ? Distribution.NONE
                : new Distribution(
                        count,
                        (long) (copy.getMean() * count),
                        copy.getMinValue(),
                        copy.getValueAtPercentile(50),
                        copy.getValueAtPercentile(95),
                        copy.getValueAtPercentile(99),
                        copy.getMaxValue());
    }

    void reset() {
        micros.reset();
    }
}
