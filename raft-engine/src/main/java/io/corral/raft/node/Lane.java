package io.corral.raft.node;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What one group has to do on a thread that it shares with others. Items are handled in order; the thread goes from lane to lane,
 * and a lane without work costs it nothing. When handling one fails, the group fails.
 *
 * @param <T> the items
 */
final class Lane<T> {
    private final Mailbox<T> mailbox = new Mailbox<>();
    private final AtomicBoolean queued = new AtomicBoolean();
    private final LaneWorker worker;
    private final WorkerThread.Body<T> body;
    private final Failure failure;
    private final CompletableFuture<Void> retired = new CompletableFuture<>();
    private volatile boolean retiring;
    private volatile boolean ended;

    Lane(LaneWorker worker, WorkerThread.Body<T> body, Failure failure) {
        this.worker = worker;
        this.body = body;
        this.failure = failure;
        mailbox.wakes(this::queue);
    }

    /** Hands an item over; it is abandoned when the lane has ended. Any thread. */
    void submit(T item) {
        mailbox.post(item);
        if (ended || worker.hasEnded()) {
            abandonRest();
        }
    }

    /** How many items wait; walks the queue. Any thread. */
    int depth() {
        return mailbox.depth();
    }

    /** Handles what has come; on the worker only. */
    void turn() throws Exception {
        queued.set(false);
        T item = mailbox.poll();
        if (ended || failure.happened() || (item == null && retiring)) {
            if (item != null) {
                body.abandon(item);
            }
            end();
            return;
        }
        if (item == null) {
            return;
        }
        try {
            body.handle(item, mailbox);
        } catch (VirtualMachineError exhausted) {
            // It is only by chance that this group met it first.
            failure.report(exhausted);
            throw exhausted;
        } catch (Throwable thrown) {
            failure.report(thrown);
        }
        if (retiring || !mailbox.isEmpty()) {
            queue();
        }
    }

    /** Ends when what was submitted before is done. Any thread. */
    CompletableFuture<Void> retire() {
        retiring = true;
        queue();
        if (worker.hasEnded()) {
            end();
        }
        return retired;
    }

    /** Abandons what waits and whatever comes. */
    void end() {
        ended = true;
        abandonRest();
        retired.complete(null);
    }

    private void queue() {
        if (!queued.get() && queued.compareAndSet(false, true)) {
            worker.enqueue(this);
        }
    }

    private void abandonRest() {
        for (T item = mailbox.poll(); item != null; item = mailbox.poll()) {
            body.abandon(item);
        }
    }
}
