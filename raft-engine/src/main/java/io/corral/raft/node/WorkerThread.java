package io.corral.raft.node;

/**
 * Takes items from its mailbox until it is stopped, on a thread of its own or what stands for one. When handling an item
 * fails, the node fails.
 *
 * @param <T> the items
 */
final class WorkerThread<T> implements Execution.Worker {
    private static final long LONG_NANOS = 1_000_000_000L;

    private final Mailbox<T> mailbox = new Mailbox<>();
    private final Body<T> body;
    private final Failure failure;
    private final Execution.Runner runner;
    private volatile boolean stopping;
    private volatile boolean ended;

    /**
     * What the thread does.
     *
     * @param <T> the items
     */
    interface Body<T> {

        /** Handles the oldest item, and as many of the {@code rest} as it likes to take along. */
        void handle(T first, Mailbox<T> rest) throws Exception;

        /** Called instead when the thread has ended; on any thread. */
        default void abandon(T item) {}
    }

    WorkerThread(String name, Body<T> body, Failure failure, Execution execution) {
        this.body = body;
        this.failure = failure;
        this.runner = execution.runner(name, this);
        mailbox.wakes(runner::wake);
    }

    void start() {
        runner.start();
    }

    /** Hands an item over; it is abandoned when the thread has ended. Any thread. */
    void submit(T item) {
        mailbox.post(item);
        if (ended) {
            abandonRest();
        }
    }

    /** How many items wait; walks the queue. Any thread. */
    int depth() {
        return mailbox.depth();
    }

    /** Asks the thread to end when it has handled what was submitted; does not wait. */
    void stop() {
        stopping = true;
        runner.wake();
    }

    /** Waits for the thread to end, unless it is the calling one. */
    void join() {
        runner.join();
    }

    @Override
    public boolean hasWork() {
        return stopping || !mailbox.isEmpty();
    }

    @Override
    public long round() {
        if (failure.happened()) {
            return end();
        }
        T item = mailbox.poll();
        if (item == null) {
            return stopping ? end() : LONG_NANOS;
        }
        try {
            body.handle(item, mailbox);
            return AT_ONCE;
        } catch (Throwable thrown) {
            failure.report(thrown);
            return end();
        }
    }

    private long end() {
        // Whoever posts after this sees it and abandons what was posted.
        ended = true;
        abandonRest();
        return ENDED;
    }

    private void abandonRest() {
        for (T item = mailbox.poll(); item != null; item = mailbox.poll()) {
            body.abandon(item);
        }
    }
}
