package io.corral.server.assembly;

import io.corral.raft.node.Distribution;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says when forcing the log to disk took long. The engine counts times by powers of two, so the limit is the next one at or above
 * that of the configuration. {@link #run} is called at intervals on one thread; the count is read on any.
 */
final class SlowForceWatch implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(SlowForceWatch.class);

    private final Supplier<Distribution> forces;
    private final int slowPower;
    private long told;

    /**
     * @param forces times of the forces so far, in nanoseconds
     * @param limit what is slow ({@code fsync.warningthresholdms})
     */
    SlowForceWatch(Supplier<Distribution> forces, Duration limit) {
        this.forces = forces;
        this.slowPower = Long.SIZE - Long.numberOfLeadingZeros(Math.max(0, limit.toNanos() - 1));
    }

    /** How many forces were slow. */
    long count() {
        List<Long> buckets = forces.get().buckets();
        // Bucket n holds what is below 2^n and not below 2^(n-1).
        return buckets.stream().skip(slowPower + 1L).mapToLong(Long::longValue).sum();
    }

    @Override
    public void run() {
        long slow = count();
        if (slow > told) {
            LOG.warn(
                    "Forcing the log to disk took {} ms or more, {} times since this was last looked at. Writes wait for it:"
                            + " give dataLogDir a disk of its own, or a faster one.",
                    TimeUnit.NANOSECONDS.toMillis(1L << slowPower),
                    slow - told);
        }
        told = slow;
    }
}
