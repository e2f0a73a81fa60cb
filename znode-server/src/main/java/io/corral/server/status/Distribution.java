package io.corral.server.status;

/**
 * A distribution of durations, in microseconds.
 *
 * @param count number of measurements since the start
 * @param sumMicros their sum
 * @param minMicros smallest
 * @param percentiles how they are spread
 * @param maxMicros largest
 */
public record Distribution(long count, long sumMicros, long minMicros, Percentiles percentiles, long maxMicros) {

    /** Nothing measured yet. */
    public static final Distribution NONE = new Distribution(0, 0, 0, Percentiles.NONE, 0);

    /** Mean in microseconds; 0 when nothing was measured. */
    public double averageMicros() {
        return count == 0 ? 0 : (double) sumMicros / count;
    }
}
