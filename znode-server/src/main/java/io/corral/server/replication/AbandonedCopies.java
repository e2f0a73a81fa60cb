package io.corral.server.replication;

import io.corral.server.view.BatchFeed;
import io.corral.tree.StagedCopy;
import io.corral.tree.codec.CommandEncoder;
import io.corral.tree.command.DropCopy;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Clears copies away that were to replace the state and that nobody goes on with, as whoever brought them is gone; only the leader
 * does. {@link #run} is called at intervals on one thread.
 */
public final class AbandonedCopies implements Runnable {
    /** Longer than whoever brings a copy waits for progress. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private static final Logger LOG = LoggerFactory.getLogger(AbandonedCopies.class);

    private final ReplicationLink link;
    private final BatchFeed feed;
    private final LongSupplier nanoClock;
    private long number;
    private int pieces;
    private long sinceNanos;

    /**
     * @param link the way into the log
     * @param feed the published batches
     * @param nanoClock monotonic clock in nanoseconds
     */
    public AbandonedCopies(ReplicationLink link, BatchFeed feed, LongSupplier nanoClock) {
        this.link = link;
        this.feed = feed;
        this.nanoClock = nanoClock;
        this.sinceNanos = nanoClock.getAsLong();
    }

    @Override
    public void run() {
        StagedCopy copy = feed.newest().state().stagedCopy();
        Leadership leadership = link.leadership();
        long now = nanoClock.getAsLong();
        if (copy == null || !leadership.local() || copy.number() != number || copy.pieces() != pieces) {
            number = copy == null ? 0 : copy.number();
            pieces = copy == null ? 0 : copy.pieces();
            sinceNanos = now;
        } else if (now - sinceNanos > PATIENCE_NANOS) {
            LOG.info("Clears a copy of the state away that was not brought to its end: {} pieces of it came.", pieces);
            link.submitInTerm(leadership.term(), List.of(CommandEncoder.encode(new DropCopy(number, pieces))));
            sinceNanos = now;
        }
    }
}
