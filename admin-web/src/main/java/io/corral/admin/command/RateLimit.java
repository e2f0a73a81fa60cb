package io.corral.admin.command;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Allows one of something in an interval. Thread-safe. */
final class RateLimit {
    private final long intervalNanos;
    private final LongSupplier nanoClock;
    private final AtomicLong nextNanos;

    RateLimit(Duration interval, LongSupplier nanoClock) {
        this.intervalNanos = interval.toNanos();
        this.nanoClock = nanoClock;
        this.nextNanos = new AtomicLong(nanoClock.getAsLong());
    }

    /** Whether it is time for another one, which then counts. */
    boolean allows() {
        long now = nanoClock.getAsLong();
        long next = nextNanos.get();
        return now - next >= 0 && nextNanos.compareAndSet(next, now + intervalNanos);
    }
}
