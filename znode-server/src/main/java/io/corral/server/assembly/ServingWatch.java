package io.corral.server.assembly;

import io.corral.server.replication.Leadership;
import io.corral.server.replication.ReplicationLink;
import io.corral.server.view.BatchFeed;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Decides whether this server takes client requests. It begins to once it has executed all that was committed when it first
 * found a leader, so that clients never meet a state older than the ensemble's at that time. It goes on through changes of leader,
 * and stops when no leader has been known for as long as {@code syncLimit} allows, as a ZooKeeper follower does.
 *
 * <p>{@link #run} is called at short intervals on one thread.
 */
final class ServingWatch implements Runnable {
    private final ReplicationLink link;
    private final BatchFeed feed;
    private final long patienceNanos;
    private final LongSupplier nanoClock;
    private final Consumer<Boolean> onChange;
    private volatile boolean serving;
    private volatile long safeIndex = Long.MAX_VALUE;
    private volatile boolean asked;
    private long leaderKnownNanos;

    /**
     * @param link tells who leads, and what is committed
     * @param feed tells what is executed
     * @param patienceNanos how long a leader may be unknown
     * @param nanoClock monotonic clock in nanoseconds
     * @param onChange told when serving begins and ends, on the thread that runs this
     */
    ServingWatch(
            ReplicationLink link,
            BatchFeed feed,
            long patienceNanos,
            LongSupplier nanoClock,
            Consumer<Boolean> onChange) {
        this.link = link;
        this.feed = feed;
        this.patienceNanos = patienceNanos;
        this.nanoClock = nanoClock;
        this.onChange = onChange;
    }

    /** Whether client requests are taken. Any thread. */
    boolean isServing() {
        return serving;
    }

    @Override
    public void run() {
        long now = nanoClock.getAsLong();
        Leadership leadership = link.leadership();
        if (leadership.known()) {
            leaderKnownNanos = now;
        }
        if (serving) {
            if (!leadership.known() && now - leaderKnownNanos > patienceNanos) {
                change(false);
            }
        } else if (leadership.known()) {
            tryToServe();
        }
    }

    private void tryToServe() {
        if (feed.newest().index() >= safeIndex) {
            change(true);
            return;
        }
        if (!asked) {
            asked = true;
            link.readIndex(new ReplicationLink.ReadIndexListener() {
                @Override
                public void granted(long index) {
                    safeIndex = index;
                }

                @Override
                public void refused() {
                    asked = false;
                }
            });
        }
    }

    private void change(boolean now) {
        serving = now;
        asked = false;
        safeIndex = Long.MAX_VALUE;
        onChange.accept(now);
    }
}
