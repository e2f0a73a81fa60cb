package io.corral.tree;

import io.corral.tree.path.PathRules;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Counts the descendants of a node of one state, in pieces, so that whoever counts can do other things in between. Takes time in
 * proportion to their number, except for the root. Used by one thread.
 */
public final class DescendantCount {
    private final TreeState state;
    private final Deque<Iterator<String>> open = new ArrayDeque<>();
    private int total;

    DescendantCount(TreeState state, String path) {
        this.state = state;
        if (PathRules.canonical(path).equals(PathRules.ROOT)) {
            total = state.nodes().size() - (path.isEmpty() ? 0 : 1);
            return;
        }
        Znode node = state.find(path);
        if (node != null) {
            open.add(node.childPaths().iterator());
        }
    }

    /**
     * Goes on.
     *
     * @param most how many nodes to look at
     * @return whether all descendants are counted
     */
    public boolean proceed(int most) {
        int left = most;
        while (left > 0 && !open.isEmpty()) {
            Iterator<String> siblings = open.getLast();
            if (siblings.hasNext()) {
                left--;
                total++;
                enter(state.find(siblings.next()));
            } else {
                open.removeLast();
            }
        }
        return open.isEmpty();
    }

    private void enter(@Nullable Znode node) {
        if (node != null && node.numChildren() > 0) {
            open.addLast(node.childPaths().iterator());
        }
    }

    /** The descendants counted so far. */
    public int total() {
        return total;
    }
}
