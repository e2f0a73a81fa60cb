package io.corral.tree.quota;

import io.corral.tree.path.PathRules;
import java.util.Set;
import kotlinx.collections.immutable.ExtensionsKt;
import kotlinx.collections.immutable.PersistentSet;
import org.jspecify.annotations.Nullable;

/**
 * The paths that have a quota: those for which there is a node {@code /zookeeper/quota/PATH/zookeeper_limits}. Immutable.
 *
 * <p>Only the deepest quota at or above a node applies to it; one on the root is ignored. As in ZooKeeper.
 */
public final class QuotaPaths {
    /** No quotas. */
    public static final QuotaPaths NONE = new QuotaPaths(ExtensionsKt.persistentHashSetOf());

    private static final String LIMITS = "/zookeeper_limits";
    private static final String STATISTICS = "/zookeeper_stats";

    private final PersistentSet<String> paths;

    private QuotaPaths(PersistentSet<String> paths) {
        this.paths = paths;
    }

    /** The node that holds the limits of a path. */
    public static String limitsOf(String path) {
        return PathRules.QUOTA + path + LIMITS;
    }

    /** The node that holds the usage of a path. */
    public static String statisticsOf(String path) {
        return PathRules.QUOTA + path + STATISTICS;
    }

    /** The path that this node limits; null when it is another kind of node. */
    public static @Nullable String limitedBy(String node) {
        return subjectOf(node, LIMITS);
    }

    /** The path whose usage this node tells; null when it is another kind of node. */
    public static @Nullable String describedBy(String node) {
        return subjectOf(node, STATISTICS);
    }

    private static @Nullable String subjectOf(String node, String ending) {
        boolean isOne = node.startsWith(PathRules.QUOTA + "/")
                && node.endsWith(ending)
                && node.length() > PathRules.QUOTA.length() + ending.length();
        return isOne ? node.substring(PathRules.QUOTA.length(), node.length() - ending.length()) : null;
    }

    /** With a node that has been created; the same when it limits nothing. */
    public QuotaPaths created(String node) {
        String limited = limitedBy(node);
        return limited == null ? this : new QuotaPaths(paths.add(limited));
    }

    /** Without a node that has been deleted; the same when it limited nothing. */
    public QuotaPaths deleted(String node) {
        String limited = limitedBy(node);
        return limited == null ? this : new QuotaPaths(paths.remove(limited));
    }

    /** All paths that have a quota, in no particular order. */
    public Set<String> paths() {
        return paths;
    }

    /**
     * The path whose quota applies to a node.
     *
     * @param path path of the node
     * @return the path itself or the nearest one above it that has a quota, or null when none has
     */
    public @Nullable String deepest(String path) {
        if (paths.isEmpty()) {
            return null;
        }
        for (int end = path.length(); end > 0; end = path.lastIndexOf('/', end - 1)) {
            String candidate = end == path.length() ? path : path.substring(0, end);
            if (paths.contains(candidate)) {
                return candidate;
            }
        }
        return null;
    }
}
