package io.corral.server.status;

/**
 * Smallest, mean and largest latency in milliseconds since the last reset.
 *
 * @param min smallest; 0 when there was no request
 * @param average mean; 0 when there was no request
 * @param max largest
 */
public record LatencyStatus(long min, double average, long max) {

    /** No request yet. */
    public static final LatencyStatus NONE = new LatencyStatus(0, 0, 0);
}
