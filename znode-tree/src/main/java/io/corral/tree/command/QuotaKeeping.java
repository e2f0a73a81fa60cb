package io.corral.tree.command;

import io.corral.tree.NodeDraft;
import io.corral.tree.Znode;
import io.corral.tree.quota.QuotaNumbers;
import io.corral.tree.quota.QuotaPaths;
import io.corral.tree.quota.Usage;
import org.jspecify.annotations.Nullable;

/**
 * Counts what is used of quotas, and tells when a write would exceed one. Usage is kept in the statistics node of the
 * deepest quota at or above a node; that node changes without a version, a time or an event.
 */
final class QuotaKeeping {
    private QuotaKeeping() {}

    /** Whether rules and limits forbid so many more nodes and bytes of data at a path. Soft limits forbid nothing. */
    static boolean forbids(WriteScope scope, String path, long nodes, long bytes) {
        if (!scope.rules().enforceQuota()) {
            return false;
        }
        String limited = scope.edit().quotas().deepest(path);
        if (limited == null) {
            return false;
        }
        NodeDraft limits = scope.edit().find(QuotaPaths.limitsOf(limited));
        NodeDraft statistics = scope.edit().find(QuotaPaths.statisticsOf(limited));
        if (limits == null || statistics == null) {
            return false;
        }
        QuotaNumbers most = QuotaNumbers.parse(limits.fields().data());
        QuotaNumbers used = QuotaNumbers.parse(statistics.fields().data());
        return exceeds(used.count(), nodes, most.countHardLimit())
                || exceeds(used.bytes(), bytes, most.byteHardLimit());
    }

    private static boolean exceeds(long used, long more, long most) {
        return more != 0 && most > QuotaNumbers.UNLIMITED && used + more > most;
    }

    /** A node is there now. New statistics begin with what there is. */
    static void created(WriteScope scope, NodeDraft node) {
        String described = QuotaPaths.describedBy(node.path());
        if (described != null) {
            set(scope, node, QuotaNumbers.of(scope.edit().usageOf(described)));
        }
        count(scope, node.path(), 1, node.fields().dataLength());
    }

    /** A node is gone. */
    static void deleted(WriteScope scope, NodeDraft node) {
        count(scope, node.path(), -1, -node.fields().dataLength());
    }

    /** By how many bytes a node grows when it is set to this data; negative if it shrinks. */
    static long growth(Znode old, byte @Nullable [] data) {
        return (data == null ? 0 : data.length) - (long) old.dataLength();
    }

    /** Adds nodes and bytes of data to the usage of the quota that applies to a path. */
    static void count(WriteScope scope, String path, long nodes, long bytes) {
        String limited = scope.edit().quotas().deepest(path);
        if (limited == null || (nodes == 0 && bytes == 0)) {
            return;
        }
        NodeDraft statistics = scope.edit().find(QuotaPaths.statisticsOf(limited));
        if (statistics != null) {
            set(
                    scope,
                    statistics,
                    QuotaNumbers.parse(statistics.fields().data()).plus(new Usage(nodes, bytes)));
        }
    }

    private static void set(WriteScope scope, NodeDraft statistics, QuotaNumbers numbers) {
        scope.edit().update(statistics, statistics.fields().toBuilder().data(numbers.encode()));
    }
}
