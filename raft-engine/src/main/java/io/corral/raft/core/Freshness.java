package io.corral.raft.core;

import java.util.OptionalLong;

/**
 * How fresh this node is known to be: all that was acknowledged up to some moment, by this node's clock, is contained in the log up to
 * some index. That stays true whoever leads later.
 */
final class Freshness {

    private boolean known;
    private long asOfNanos;
    private long index;

    /**
     * A leader was confirmed.
     *
     * @param clockNanos a reading of the own clock before the question whether it led was sent
     * @param commitIndex what it said is committed
     */
    void learned(long clockNanos, long commitIndex) {
        if (!known || clockNanos >= asOfNanos) {
            known = true;
            asOfNanos = clockNanos;
            index = Math.max(index, commitIndex);
        }
    }

    /** The index that contains all that was acknowledged {@code maxLagNanos} before this reading of the clock; empty when unknown. */
    OptionalLong within(long maxLagNanos, long clockNanos) {
        return known && clockNanos - asOfNanos <= maxLagNanos ? OptionalLong.of(index) : OptionalLong.empty();
    }
}
