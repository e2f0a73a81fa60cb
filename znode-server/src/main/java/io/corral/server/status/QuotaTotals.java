package io.corral.server.status;

import java.util.Map;

/**
 * Quotas and what is used of them, summed up by the first step of the paths they are set on.
 *
 * @param countLimit znodes allowed
 * @param countUsage znodes counted
 * @param bytesLimit bytes allowed
 * @param bytesUsage bytes counted
 */
public record QuotaTotals(
        Map<String, Long> countLimit,
        Map<String, Long> countUsage,
        Map<String, Long> bytesLimit,
        Map<String, Long> bytesUsage) {

    /** No quotas are set. */
    public static final QuotaTotals NONE = new QuotaTotals(Map.of(), Map.of(), Map.of(), Map.of());

    /** Copies the maps. */
    public QuotaTotals {
        countLimit = Map.copyOf(countLimit);
        countUsage = Map.copyOf(countUsage);
        bytesLimit = Map.copyOf(bytesLimit);
        bytesUsage = Map.copyOf(bytesUsage);
    }
}
