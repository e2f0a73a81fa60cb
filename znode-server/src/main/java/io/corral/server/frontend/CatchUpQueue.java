package io.corral.server.frontend;

import java.util.Comparator;
import java.util.PriorityQueue;

/** Actions that wait until an event loop has walked to some Raft index. */
final class CatchUpQueue {
    private record Waiting(long index, long order, Runnable action) {}

    private final PriorityQueue<Waiting> waiting =
            new PriorityQueue<>(Comparator.comparingLong(Waiting::index).thenComparingLong(Waiting::order));
    private long added;

    void add(long index, Runnable action) {
        waiting.add(new Waiting(index, added++, action));
    }

    /** Runs what waited for this index or an earlier one, in the order it was added where the index is the same. */
    void runUpTo(long index) {
        for (Waiting first = waiting.peek(); first != null && first.index <= index; first = waiting.peek()) {
            waiting.remove();
            first.action.run();
        }
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    void clear() {
        waiting.clear();
    }
}
