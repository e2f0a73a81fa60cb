package io.corral.server.frontend;

import io.corral.server.status.TrafficStatus.TlsCounts;
import java.net.InetAddress;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Handshakes of TLS: how many are under way, what became of others, and who came without one. Thread-safe. */
final class HandshakeCounts {
    private final int max;
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong plainLocal = new AtomicLong();
    private final AtomicLong plainRemote = new AtomicLong();

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
        // Whoever sees that nothing is under way any more sees what came of it.
        if (!success) {
            failed.incrementAndGet();
        }
        underWay.decrementAndGet();
    }

    /** Counts a connection without TLS. */
    void plain(InetAddress caller) {
        (caller.isLoopbackAddress() ? plainLocal : plainRemote).incrementAndGet();
    }

    TlsCounts counts() {
        return new TlsCounts(underWay.get(), failed.get(), refused.get(), plainLocal.get(), plainRemote.get());
    }
}
