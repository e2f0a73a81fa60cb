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
    private volatile Execution.@Nullable Runner owner;

    /** From now on each post wakes this runner, whose worker takes what is posted. Called before the runner starts. */
    void ownedBy(Execution.Runner runner) {
        owner = runner;
    }

    void post(T item) {
        items.add(item);
        Execution.Runner sleeping = owner;
        if (sleeping != null) {
            sleeping.wake();
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
}
