package io.corral.server.status;

/**
 * Durations in microseconds that so many in a hundred (or in a thousand) do not exceed.
 *
 * @param p50 half of them
 * @param p90 90 in a hundred
 * @param p95 95 in a hundred
 * @param p99 99 in a hundred
 * @param p999 999 in a thousand
 */
public record Percentiles(long p50, long p90, long p95, long p99, long p999) {

    /** Nothing measured yet. */
    public static final Percentiles NONE = new Percentiles(0, 0, 0, 0, 0);
}
