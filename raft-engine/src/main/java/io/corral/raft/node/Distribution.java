package io.corral.raft.node;

import java.util.List;

/**
 * How values were spread: counts by powers of two. Immutable.
 *
 * @param count how many values
 * @param sum their sum
 * @param max the largest; 0 when there was none
 * @param buckets bucket 0 counts zeros, bucket n values from 2^(n-1) to 2^n - 1
 */
public record Distribution(long count, long sum, long max, List<Long> buckets) {

    /** The mean; 0 when there was no value. */
    public double mean() {
        return count == 0 ? 0 : (double) sum / count;
    }

    /**
     * An upper bound of the value below which this share of the values lies; at most twice the exact one.
     *
     * @param share from 0 to 1
     */
    public long quantile(double share) {
        long wanted = (long) Math.ceil(share * count);
        long seen = 0;
        for (int i = 0; i < buckets.size(); i++) {
            seen += buckets.get(i);
            if (seen >= wanted) {
                return Math.min(max, i == 0 ? 0 : (1L << Math.min(62, i)) - 1);
            }
        }
        return max;
    }
}
