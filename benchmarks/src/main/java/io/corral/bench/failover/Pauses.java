package io.corral.bench.failover;

import java.util.function.LongSupplier;

/** Finds the longest time between two successive writes, whoever made them. Any thread. */
final class Pauses {
    private final LongSupplier nanoClock;
    private long lastSuccess;
    private long longest;
    private long endOfLongest;

    Pauses(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        forget();
    }

    /** What has been is forgotten; a pause that is under way counts from now on. */
    synchronized void forget() {
        lastSuccess = nanoClock.getAsLong();
        longest = 0;
        endOfLongest = lastSuccess;
    }

    /** A write has succeeded. */
    synchronized void written() {
        long now = nanoClock.getAsLong();
        if (now - lastSuccess > longest) {
            longest = now - lastSuccess;
            endOfLongest = now;
        }
        lastSuccess = now;
    }

    /** The longest pause that has ended, in nanoseconds. */
    synchronized long longestNanos() {
        return longest;
    }

    /** Whether writes succeed again, and have done for this long since the longest pause. */
    synchronized boolean overFor(long nanos) {
        long now = nanoClock.getAsLong();
        return longest > 0 && now - endOfLongest >= nanos && now - lastSuccess < nanos / 2;
    }
}
