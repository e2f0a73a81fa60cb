package io.corral.tool;

import io.corral.tree.TreeState;
import io.corral.tree.Znode;
import io.corral.tree.path.PathRules;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The nodes of a snapshot by depth and path, each with what is below it. Immutable. */
final class SummedTree {
    /**
     * A node and what is below it.
     *
     * @param bytes its data and that of all its descendants
     * @param descendants how many it has
     */
    record Sum(long bytes, long descendants) {}

    private final List<SortedMap<String, Sum>> layers = new ArrayList<>();
    private final TreeState state;
    private long bytes;

    /** Sums a state up. The root is called by the empty path, as ZooKeeper does. */
    SummedTree(TreeState state) {
        this.state = state;
        this.bytes = add(PathRules.ROOT, 0).bytes;
    }

    private Sum add(String path, int depth) {
        Znode node = state.find(path);
        if (node == null) {
            return new Sum(0, 0);
        }
        if (layers.size() == depth) {
            layers.add(new TreeMap<>());
        }
        long sum = node.dataLength();
        long descendants = 0;
        for (String child : node.childPaths()) {
            Sum below = add(child, depth + 1);
            sum += below.bytes;
            descendants += 1 + below.descendants;
        }
        Sum total = new Sum(sum, descendants);
        layers.get(depth).put(path.equals(PathRules.ROOT) ? "" : path, total);
        return total;
    }

    /** How many nodes there are, the root included. */
    int nodes() {
        return state.nodeCount();
    }

    /** Bytes of all data. */
    long bytes() {
        return bytes;
    }

    /** How many layers it has; the root is one. */
    int depth() {
        return layers.size();
    }

    /** The nodes of one layer, in the order of their paths; none below the last one. */
    SortedMap<String, Sum> layer(int depth) {
        return depth < layers.size() ? layers.get(depth) : new TreeMap<>();
    }

    /** The children of a node; null when there is no such node. */
    @Nullable
    SortedMap<String, Sum> children(String path) {
        Znode node = state.find(path);
        if (node == null) {
            return null;
        }
        SortedMap<String, Sum> found = new TreeMap<>();
        int depth = path.equals(PathRules.ROOT)
                ? 1
                : (int) path.chars().filter(each -> each == '/').count() + 1;
        for (String child : node.childPaths()) {
            Sum sum = layer(depth).get(child);
            if (sum != null) {
                found.put(child, sum);
            }
        }
        return found;
    }
}
