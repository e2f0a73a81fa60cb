package io.corral.server.assembly;

import io.corral.server.frontend.ServingMode;
import io.corral.server.replication.Leadership;
import io.corral.server.replication.ReplicationLink;
import io.corral.server.view.BatchFeed;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Decides what this server does for clients. It serves them once it has executed all that was committed when it first found a leader,
 * so that clients never meet a state older than the ensemble's at that time. It goes on through changes of leader, and stops when no
 * leader has been known for as long as {@code syncLimit} allows, as a ZooKeeper follower does.
 *
 * <p>Where read-only mode is on, a server without a leader answers reads instead. A server that has not been up to date since its
 * start does so only if its log holds nothing but what it has executed: of the rest it cannot know what is committed, and without it
 * its state may be older than what it has acknowledged.
 *
 * <p>{@link #run} is called at short intervals on one thread.
 */
final class ServingWatch implements Runnable {
    /** Reads are never served without a leader. */
    static final long NEVER = -1;

    /**
     * How long a leader may be unknown.
     *
     * @param servingNanos until serving stops
     * @param readOnlyNanos until reads are served without one, or {@link #NEVER}
     */
    record Patience(long servingNanos, long readOnlyNanos) {}

    private final ReplicationLink link;
    private final BatchFeed feed;
    private final Patience patience;
    private final BooleanSupplier stateIsWhole;
    private final LongSupplier nanoClock;
    private final Consumer<ServingMode> onChange;
    private volatile ServingMode mode = ServingMode.CLOSED;
    private volatile long safeIndex = Long.MAX_VALUE;
    private volatile boolean asked;
    private boolean hasServed;
    private long leaderKnownNanos;

    /**
     * @param link tells who leads, and what is committed
     * @param feed tells what is executed
     * @param patience how long a leader may be unknown
     * @param stateIsWhole whether everything in this server's log is executed
     * @param nanoClock monotonic clock in nanoseconds
     * @param onChange told of every change, on the thread that runs this
     */
    ServingWatch(
            ReplicationLink link,
            BatchFeed feed,
            Patience patience,
            BooleanSupplier stateIsWhole,
            LongSupplier nanoClock,
            Consumer<ServingMode> onChange) {
        this.link = link;
        this.feed = feed;
        this.patience = patience;
        this.stateIsWhole = stateIsWhole;
        this.nanoClock = nanoClock;
        this.onChange = onChange;
        this.leaderKnownNanos = nanoClock.getAsLong();
    }

    /** What is served. Any thread. */
    ServingMode mode() {
        return mode;
    }

    @Override
    public void run() {
        long now = nanoClock.getAsLong();
        Leadership leadership = link.leadership();
        if (leadership.known()) {
            leaderKnownNanos = now;
            if (mode != ServingMode.OPEN) {
                tryToServe();
            }
            return;
        }
        long unknownNanos = now - leaderKnownNanos;
        if (mode == ServingMode.OPEN && unknownNanos > patience.servingNanos()) {
            change(mayServeReads(unknownNanos) ? ServingMode.READ_ONLY : ServingMode.CLOSED);
        } else if (mode == ServingMode.CLOSED && mayServeReads(unknownNanos)) {
            change(ServingMode.READ_ONLY);
        }
    }

    private boolean mayServeReads(long unknownNanos) {
        return patience.readOnlyNanos() != NEVER
                && unknownNanos > patience.readOnlyNanos()
                && (hasServed || stateIsWhole.getAsBoolean());
    }

    private void tryToServe() {
        if (feed.newest().index() >= safeIndex) {
            hasServed = true;
            change(ServingMode.OPEN);
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

    private void change(ServingMode to) {
        mode = to;
        asked = false;
        safeIndex = Long.MAX_VALUE;
        onChange.accept(to);
    }
}
