package io.corral.server.status;

import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Measures how long something takes, again and again. Thread-safe; recording neither locks nor allocates. */
public final class DurationMeter {
    private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(10);
    private static final int DIGITS = 2;

    private final ConcurrentHistogram micros = new ConcurrentHistogram(1, LONGEST_MICROS, DIGITS);

    /** Counts one duration; ten minutes are the longest that is told from longer ones. */
    public void record(long nanos) {
        micros.recordValue(Math.min(LONGEST_MICROS, Math.max(0, nanos / 1_000)));
    }

    /** Counts so many durations of no time at all. */
    public void recordNone(long times) {
        if (times > 0) {
            micros.recordValueWithCount(0, times);
        }
    }

    /** What was measured. */
    public Distribution distribution() {
        return distribution(Stream.of(this));
    }

    /** What several meters measured together. */
    public static Distribution distribution(Stream<DurationMeter> meters) {
        Histogram all = new Histogram(1, LONGEST_MICROS, DIGITS);
        meters.forEach(each -> all.add(each.micros.copy()));
        long count = all.getTotalCount();
        return count == 0
                ? Distribution.NONE
                : new Distribution(
                        count,
                        (long) (all.getMean() * count),
                        all.getMinValue(),
                        new Percentiles(
                                all.getValueAtPercentile(50),
                                all.getValueAtPercentile(90),
                                all.getValueAtPercentile(95),
                                all.getValueAtPercentile(99),
                                all.getValueAtPercentile(99.9)),
                        all.getMaxValue());
    }

    /** Starts anew. */
    public void reset() {
        micros.reset();
    }
}
