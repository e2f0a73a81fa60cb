package io.corral.server.ops;

import io.corral.server.config.OperationsConfig.PauseConfig;
import io.corral.server.status.DurationMeter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices pauses of the whole process (garbage collection, a stopped or overcommitted machine) on a thread of its own, as
 * ZooKeeper's {@code jvm.pause.monitor} does: it sleeps, and looks how much later than asked it wakes.
 */
public final class PauseMonitor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PauseMonitor.class);

    private final PauseConfig config;
    private final LongSupplier nanoClock;
    private final DurationMeter pauses;
    private final CountDownLatch closed = new CountDownLatch(1);

    /**
     * A monitor that does not run yet.
     *
     * @param config how long to sleep and what to tell
     * @param pauses where the pauses are recorded
     * @param nanoClock monotonic clock in nanoseconds
     */
    public PauseMonitor(PauseConfig config, DurationMeter pauses, LongSupplier nanoClock) {
        this.config = config;
        this.pauses = pauses;
        this.nanoClock = nanoClock;
    }

    /** Starts the thread. */
    public void start() {
        Thread thread = new Thread(this::watch, "corral-pauses");
        thread.setDaemon(true);
        thread.start();
    }

    private void watch() {
        try {
            long before = nanoClock.getAsLong();
            while (!closed.await(config.sleep().toNanos(), TimeUnit.NANOSECONDS)) {
                long now = nanoClock.getAsLong();
                woke(now - before);
                before = now;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The thread woke after so long; returns the pause that it takes this for, in milliseconds. */
    long woke(long nanos) {
        long late = Math.max(0, nanos - config.sleep().toNanos());
        pauses.record(late);
        long millis = TimeUnit.NANOSECONDS.toMillis(late);
        if (millis > config.warn().toMillis()) {
            LOG.warn(
                    "This process stood still for about {} ms. Look at garbage collection, swapping and the host of the"
                            + " virtual machine; sessions were given that time back.",
                    millis);
        } else if (millis > config.info().toMillis()) {
            LOG.info("This process stood still for about {} ms.", millis);
        }
        return millis;
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
