package io.corral.server.assembly;

import io.corral.server.replication.RaftLink;
import io.corral.server.view.BatchFeed;
import io.corral.tree.TreeState;
import io.corral.tree.Znode;
import io.corral.tree.quota.QuotaNumbers;
import io.corral.tree.quota.QuotaPaths;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says on the leader when more is used than a quota allows, and when that is over. A soft limit has no other effect; a hard one
 * has none either unless {@code enforceQuota} is set. {@link #run} is called at intervals on one thread.
 */
final class QuotaWatch implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(QuotaWatch.class);

    private final BooleanSupplier leads;
    private final BatchFeed feed;
    private final Set<String> exceeded = new HashSet<>();

    QuotaWatch(RaftLink link, BatchFeed feed) {
        this(() -> link.leadership().local(), feed);
    }

    QuotaWatch(BooleanSupplier leads, BatchFeed feed) {
        this.leads = leads;
        this.feed = feed;
    }

    @Override
    public void run() {
        if (!leads.getAsBoolean()) {
            exceeded.clear();
            return;
        }
        TreeState state = feed.newest().state();
        exceeded.removeIf(path -> !state.quotas().paths().contains(path));
        for (String path : state.quotas().paths()) {
            look(state, path);
        }
    }

    private void look(TreeState state, String path) {
        QuotaNumbers most = numbers(state.find(QuotaPaths.limitsOf(path)));
        QuotaNumbers used = numbers(state.find(QuotaPaths.statisticsOf(path)));
        long nodes = limit(most.countHardLimit(), most.count());
        long bytes = limit(most.byteHardLimit(), most.bytes());
        if (used.count() <= nodes && used.bytes() <= bytes) {
            if (exceeded.remove(path)) {
                LOG.info("{} is within its quota again: {} nodes, {} bytes.", path, used.count(), used.bytes());
            }
        } else if (exceeded.add(path)) {
            LOG.warn(
                    "{} exceeds its quota: it has {} nodes (limit {}) and {} bytes (limit {}). Delete what is not needed, or"
                            + " raise the quota with setquota.",
                    path,
                    used.count(),
                    text(nodes),
                    used.bytes(),
                    text(bytes));
        }
    }

    /** Where there is a hard limit, the soft one is not looked at. */
    private static long limit(long hard, long soft) {
        long limit = hard > QuotaNumbers.UNLIMITED ? hard : soft;
        return limit > QuotaNumbers.UNLIMITED ? limit : Long.MAX_VALUE;
    }

    private static String text(long limit) {
        return limit == Long.MAX_VALUE ? "none" : Long.toString(limit);
    }

    private static QuotaNumbers numbers(@Nullable Znode node) {
        return QuotaNumbers.parse(node == null ? null : node.data());
    }

    /** The paths over their quota at the last look. */
    Set<String> exceeded() {
        return Set.copyOf(exceeded);
    }
}
