package io.corral.raft.node;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Hands items from any thread to one thread, in order. Posting to an owner that is awake is one queue operation; only the
 * first post to a sleeping owner pays for waking it.
 *
 * @param <T> what is handed over
 */
final class Mailbox<T> {
    private final ConcurrentLinkedQueue<T> items = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean asleep = new AtomicBoolean();
    private volatile @Nullable Thread owner;

    /** The calling thread is the owner from now on. */
    void own() {
        owner = Thread.currentThread();
    }

    void post(T item) {
        items.add(item);
        wake();
    }

    /** Ends a wait of the owner. */
    void wake() {
        if (asleep.get() && asleep.compareAndSet(true, false)) {
            LockSupport.unpark(owner);
        }
    }

    /** Ends the wait of the owner, or the next one it begins. */
    void interrupt() {
        Thread waiting = owner;
        if (waiting != null) {
            LockSupport.unpark(waiting);
        }
    }

    /** The next item, or null when there is none at the moment. Owner only, as long as it lives. */
    @Nullable
    T poll() {
        return items.poll();
    }

    /** Returns when there is an item, at a wake-up, or after this many nanoseconds. Owner only. */
    void await(long maxNanos) {
        asleep.set(true);
        if (items.isEmpty() && maxNanos > 0) {
            LockSupport.parkNanos(this, maxNanos);
        }
        asleep.set(false);
    }
}
