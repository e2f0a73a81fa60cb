package io.corral.tool;

import java.io.PrintStream;
import java.util.Iterator;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Says in which nodes two snapshots differ by more than a threshold, in the words of ZooKeeper's tool.
 *
 * @param out where to
 * @param bytes differences of data up to this are not worth a line
 * @param nodes differences in the number of descendants up to this are not worth a line
 * @param debug whether each comparison is shown
 * @param filtered whether those below the thresholds are shown, too
 */
record SnapshotDifference(PrintStream out, long bytes, long nodes, boolean debug, boolean filtered) {

    /** Goes through two sorted sets of nodes side by side. */
    void print(SortedMap<String, SummedTree.Sum> left, SortedMap<String, SummedTree.Sum> right) {
        Iterator<Map.Entry<String, SummedTree.Sum>> lefts = left.entrySet().iterator();
        Iterator<Map.Entry<String, SummedTree.Sum>> rights = right.entrySet().iterator();
        Map.@Nullable Entry<String, SummedTree.Sum> l = next(lefts);
        Map.@Nullable Entry<String, SummedTree.Sum> r = next(rights);
        while (l != null || r != null) {
            int order = l == null ? 1 : r == null ? -1 : compared(l.getKey(), r.getKey());
            if (order == 0 && l != null && r != null) {
                both(l.getKey(), l.getValue(), r.getValue());
            } else if (order < 0 && l != null) {
                one("left", l.getKey(), l.getValue());
            } else if (r != null) {
                one("right", r.getKey(), r.getValue());
            }
            l = order <= 0 ? next(lefts) : l;
            r = order >= 0 ? next(rights) : r;
        }
    }

    private static <T> @Nullable T next(Iterator<T> iterator) {
        return iterator.hasNext() ? iterator.next() : null;
    }

    private int compared(String left, String right) {
        int order = left.compareTo(right);
        if (debug) {
            out.println("Comparing " + left + " to " + right);
            out.println(order == 0 ? "same" : order < 0 ? "left is less" : "right is less");
        }
        return order;
    }

    private void both(String path, SummedTree.Sum left, SummedTree.Sum right) {
        long moreBytes = right.bytes() - left.bytes();
        long moreNodes = right.descendants() - left.descendants();
        if (Math.abs(moreBytes) > bytes || Math.abs(moreNodes) > nodes) {
            out.println("Node " + path + " found in both trees. Delta: " + moreBytes + " bytes, " + moreNodes
                    + " descendants");
        } else if (filtered) {
            out.println("Filtered node " + path + " of left size " + left.bytes() + ", right size " + right.bytes());
        }
    }

    private void one(String side, String path, SummedTree.Sum sum) {
        if (sum.bytes() > bytes || sum.descendants() > nodes) {
            out.println("Node " + path + " found only in " + side + " tree. Descendant size: " + sum.bytes()
                    + ". Descendant count: " + sum.descendants());
        } else if (filtered) {
            out.println("Filtered " + side + " node " + path + " of size " + sum.bytes());
        }
    }
}
