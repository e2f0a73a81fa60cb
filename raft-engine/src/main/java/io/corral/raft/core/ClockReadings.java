package io.corral.raft.core;

import java.util.OptionalLong;

/**
 * The node's monotonic clock as far as the core was told, for what must use real time: leases and the age of what is known. Everything
 * else uses {@link ReplicaState#now}, in which a pause counts little.
 */
final class ClockReadings {

    private long nanos;
    private boolean fresh;

    /** The clock was read after everything that has happened before. */
    void read(long nowNanos) {
        nanos = nowNanos;
    }

    /** The round ends, with a reading or without. */
    void roundEnds(OptionalLong reading) {
        fresh = reading.isPresent();
        reading.ifPresent(this::read);
    }

    /** The latest reading, in nanoseconds; the clock may have gone on for any time since. */
    long nanos() {
        return nanos;
    }

    /** At the end of a round: whether the latest reading is later than everything that was asked in the round. */
    boolean isFresh() {
        return fresh;
    }
}
