package io.corral.server.frontend;

import io.corral.server.config.TrafficLimits.LargeRequests;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many bytes of large requests the server works on at a time (ZooKeeper's {@code largeRequestThreshold} and {@code
 * largeRequestMaxBytes}). Thread-safe.
 */
final class LargeRequestLimit {
    private final LargeRequests settings;
    private final AtomicLong underWay = new AtomicLong();
    private final AtomicLong rejected = new AtomicLong();

    LargeRequestLimit(LargeRequests settings) {
        this.settings = settings;
    }

    /** Whether a request of this length counts. */
    boolean concerns(int bytes) {
        return settings.thresholdBytes() >= 0 && bytes > settings.thresholdBytes();
    }

    /** Takes room for a request that counts; false, and nothing taken, when there is none. */
    boolean take(int bytes) {
        if (underWay.addAndGet(bytes) > settings.bytesMax()) {
            underWay.addAndGet(-bytes);
            rejected.incrementAndGet();
            return false;
        }
        return true;
    }

    /** Gives room back. */
    void release(long bytes) {
        underWay.addAndGet(-bytes);
    }

    /** How often there was no room. */
    long rejected() {
        return rejected.get();
    }
}
