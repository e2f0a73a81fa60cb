package io.corral.server.assembly;

import io.corral.server.status.QuotaTotals;
import io.corral.tree.TreeState;
import io.corral.tree.Znode;
import io.corral.tree.quota.QuotaNumbers;
import io.corral.tree.quota.QuotaPaths;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sums up the quotas of a tree by the first step of their paths, as ZooKeeper's metrics do. */
final class QuotaReport {
    private final Map<String, Long> countLimit = new HashMap<>();
    private final Map<String, Long> countUsage = new HashMap<>();
    private final Map<String, Long> bytesLimit = new HashMap<>();
    private final Map<String, Long> bytesUsage = new HashMap<>();

    private QuotaReport() {}

    static QuotaTotals of(TreeState state) {
        if (state.quotas().paths().isEmpty()) {
            return QuotaTotals.NONE;
        }
        QuotaReport report = new QuotaReport();
        state.quotas().paths().forEach(path -> report.add(state, path));
        return new QuotaTotals(report.countLimit, report.countUsage, report.bytesLimit, report.bytesUsage);
    }

    private void add(TreeState state, String path) {
        String first = path.split("/", -1)[1];
        QuotaNumbers most = numbers(state.find(QuotaPaths.limitsOf(path)));
        QuotaNumbers used = numbers(state.find(QuotaPaths.statisticsOf(path)));
        addTo(countLimit, first, most.countHardLimit() > QuotaNumbers.UNLIMITED ? most.countHardLimit() : most.count());
        addTo(bytesLimit, first, most.byteHardLimit() > QuotaNumbers.UNLIMITED ? most.byteHardLimit() : most.bytes());
        addTo(countUsage, first, used.count());
        addTo(bytesUsage, first, used.bytes());
    }

    private static void addTo(Map<String, Long> sums, String key, long number) {
        if (number > QuotaNumbers.UNLIMITED) {
            sums.merge(key, number, Long::sum);
        }
    }

    private static QuotaNumbers numbers(@Nullable Znode node) {
        return QuotaNumbers.parse(node == null ? null : node.data());
    }
}
