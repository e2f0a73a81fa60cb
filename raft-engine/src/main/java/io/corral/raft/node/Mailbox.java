package io.corral.raft.node;

import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Hands items from any thread to one worker, in order. Posting to an owner that is awake is one queue operation; only the
 * first post to a sleeping owner pays for waking it.
 *
 * @param <T> what is handed over
 */
final class Mailbox<T> {
    private final ConcurrentLinkedQueue<T> items = new ConcurrentLinkedQueue<>();
    private volatile @Nullable Runnable alarm;

    /** From now on each post rings this alarm for who takes what is posted. Called before anything is taken. */
    void wakes(Runnable owner) {
        alarm = owner;
    }

    void post(T item) {
        items.add(item);
        Runnable sleeping = alarm;
        if (sleeping != null) {
            sleeping.run();
        }
    }

    /** The next item, or null when there is none at the moment. Owner only, as long as it lives. */
    @Nullable
    T poll() {
        return items.poll();
    }

    boolean isEmpty() {
        return items.isEmpty();
    }

    /** How many items wait; walks the queue. Any thread. */
    int depth() {
        return items.size();
    }
}
