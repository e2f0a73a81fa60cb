package io.corral.server.frontend;

import java.net.InetAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts connections per address and in total and says when one is too many (ZooKeeper's {@code maxClientCnxns} and
 * {@code maxCnxns}). Thread-safe: connections are accepted on several event loops.
 */
final class AddressLimit {
    private final int perAddressMax;
    private final int totalMax;
    private final ConcurrentMap<InetAddress, Integer> perAddress = new ConcurrentHashMap<>();
    private final AtomicInteger total = new AtomicInteger();
    private final AtomicLong rejected = new AtomicLong();

    /**
     * @param perAddressMax connections one address may hold; 0 for no limit
     * @param totalMax connections all together; 0 for no limit
     */
    AddressLimit(int perAddressMax, int totalMax) {
        this.perAddressMax = perAddressMax;
        this.totalMax = totalMax;
    }

    /** Counts a new connection in; false, and not counted, when it is one too many. */
    boolean admit(InetAddress address) {
        int all = total.incrementAndGet();
        int ofAddress = perAddress.merge(address, 1, Integer::sum);
        if ((totalMax > 0 && all > totalMax) || (perAddressMax > 0 && ofAddress > perAddressMax)) {
            release(address);
            rejected.incrementAndGet();
            return false;
        }
        return true;
    }

    /** Counts a connection out that had been admitted. */
    void release(InetAddress address) {
        total.decrementAndGet();
        perAddress.computeIfPresent(address, (unused, count) -> count == 1 ? null : count - 1);
    }

    /** How often somebody was one too many. */
    long rejected() {
        return rejected.get();
    }

    /** All admitted connections. */
    int total() {
        return total.get();
    }
}
