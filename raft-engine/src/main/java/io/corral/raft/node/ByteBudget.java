package io.corral.raft.node;

import java.util.concurrent.atomic.AtomicLong;

/** Bytes accepted and not yet worked off, with a bound. Any thread. */
final class ByteBudget {
    private final long limit;
    private final AtomicLong used = new AtomicLong();

    ByteBudget(long limit) {
        this.limit = limit;
    }

    /** Takes bytes unless that exceeds the limit; when nothing is used yet any amount passes. */
    boolean tryTake(long bytes) {
        long before = used.getAndAdd(bytes);
        if (before > 0 && before + bytes > limit) {
            used.addAndGet(-bytes);
            return false;
        }
        return true;
    }

    void release(long bytes) {
        if (bytes != 0) {
            used.addAndGet(-bytes);
        }
    }

    long used() {
        return used.get();
    }

    boolean isExceeded() {
        return used.get() > limit;
    }
}
