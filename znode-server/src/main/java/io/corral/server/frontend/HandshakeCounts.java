package io.corral.server.frontend;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Handshakes of TLS: how many are under way, and what became of others. Thread-safe. */
public final class HandshakeCounts {
    private final int max;
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();

    /** @param max handshakes under way beyond which none begins; 0 for no limit */
    HandshakeCounts(int max) {
        this.max = max;
    }

    /** Counts one in; false, and not counted, when there are too many. */
    boolean begin() {
        if (underWay.incrementAndGet() > max && max > 0) {
            underWay.decrementAndGet();
            refused.incrementAndGet();
            return false;
        }
        return true;
    }

    void end(boolean success) {
        underWay.decrementAndGet();
        if (!success) {
            failed.incrementAndGet();
        }
    }

    /** Handshakes under way. */
    public int underWay() {
        return underWay.get();
    }

    /** Handshakes that failed or took too long. */
    public long failed() {
        return failed.get();
    }

    /** Connections closed because too many handshakes were under way. */
    public long refused() {
        return refused.get();
    }
}
