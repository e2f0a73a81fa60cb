package io.corral.server.status;

/**
 * A distribution of durations, in microseconds.
 *
 * @param count number of measurements since the start
 * @param sumMicros their sum
 * @param minMicros smallest
 * @param p50Micros half of the recent ones are at or below
 * @param p95Micros 95 in a hundred of the recent ones are at or below
 * @param p99Micros 99 in a hundred of the recent ones are at or below
 * @param maxMicros largest
 */
public record Distribution(
        long count, long sumMicros, long minMicros, long p50Micros, long p95Micros, long p99Micros, long maxMicros) {

    /** Nothing measured yet. */
    public static final Distribution NONE = new Distribution(0, 0, 0, 0, 0, 0, 0);

    /** Mean in microseconds; 0 when nothing was measured. */
    public double averageMicros() {
        return count == 0 ? 0 : (double) sumMicros / count;
    }
}
