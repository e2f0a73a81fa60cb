package io.corral.server.replication;

import io.corral.server.config.ContainerConfig;
import io.corral.server.view.BatchFeed;
import io.corral.tree.EphemeralOwner;
import io.corral.tree.TreeState;
import io.corral.tree.Znode;
import io.corral.tree.codec.CommandEncoder;
import io.corral.tree.command.DeleteContainer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Clears away containers that have lost their last child, and TTL nodes whose time has passed; only the leader does. It looks
 * once in an interval and then deletes at a limited pace. What has changed meanwhile, the command finds out.
 *
 * <p>{@link #run} is called every {@link #STEP_MILLIS} on one thread.
 */
public final class PerishableNodes implements Runnable {
    /** How often to call {@link #run}. */
    public static final int STEP_MILLIS = 100;

    private static final Logger LOG = LoggerFactory.getLogger(PerishableNodes.class);
    private static final long STEPS_PER_MINUTE = TimeUnit.MINUTES.toMillis(1) / STEP_MILLIS;

    private final ReplicationLink link;
    private final BatchFeed feed;
    private final ContainerConfig config;
    private final LongSupplier nanoClock;
    private final LongSupplier wallClockMillis;
    private final Queue<DeleteContainer> due = new ArrayDeque<>();
    private long leadingTerm;
    private long lookedNanos;

    /** Deletions saved up, in parts of one: a step earns {@code maxPerMinute} of {@link #STEPS_PER_MINUTE} parts. */
    private long earned;

    /**
     * @param link the way into the log
     * @param feed the published batches
     * @param config how often and how many
     * @param nanoClock monotonic clock in nanoseconds
     * @param wallClockMillis wall clock in milliseconds since 1970, the one that stamps the nodes' times
     */
    public PerishableNodes(
            ReplicationLink link,
            BatchFeed feed,
            ContainerConfig config,
            LongSupplier nanoClock,
            LongSupplier wallClockMillis) {
        this.link = link;
        this.feed = feed;
        this.config = config;
        this.nanoClock = nanoClock;
        this.wallClockMillis = wallClockMillis;
    }

    @Override
    public void run() {
        Leadership leadership = link.leadership();
        long now = nanoClock.getAsLong();
        if (!leadership.local() || leadership.term() != leadingTerm) {
            due.clear();
            lookedNanos = now;
            leadingTerm = leadership.local() ? leadership.term() : 0;
            return;
        }
        if (due.isEmpty() && now - lookedNanos >= TimeUnit.MILLISECONDS.toNanos(config.checkIntervalMillis())) {
            lookedNanos = now;
            look();
        }
        clear();
    }

    private void look() {
        TreeState state = feed.newest().state();
        long now = Math.max(wallClockMillis.getAsLong(), state.lastWallMillis());
        for (String path : state.perishables()) {
            Znode node = state.find(path);
            if (node != null && isDue(node, now)) {
                due.add(new DeleteContainer(path, node.mzxid()));
            }
        }
    }

    private boolean isDue(Znode node, long nowMillis) {
        if (node.numChildren() > 0) {
            return false;
        }
        long age = nowMillis - node.mtime();
        if (EphemeralOwner.isTtl(node.owner())) {
            return age > EphemeralOwner.ttlMillis(node.owner());
        }
        return node.createCount() > 0 || (config.maxNeverUsedMillis() > 0 && age > config.maxNeverUsedMillis());
    }

    private void clear() {
        if (due.isEmpty()) {
            earned = 0;
            return;
        }
        earned += config.maxPerMinute();
        List<byte[]> commands = new ArrayList<>();
        while (earned >= STEPS_PER_MINUTE && !due.isEmpty()) {
            earned -= STEPS_PER_MINUTE;
            DeleteContainer command = due.remove();
            LOG.debug("Clearing {} away: it is empty, and its time has passed.", command.path());
            commands.add(CommandEncoder.encode(command));
        }
        if (!commands.isEmpty()) {
            link.submitInTerm(leadingTerm, commands);
        }
    }
}
