package io.corral.raft.node;

/**
 * A thread that takes items from its mailbox until it is stopped. When handling one fails, the node fails.
 *
 * @param <T> the items
 */
final class WorkerThread<T> {
    private static final long LONG_NANOS = 1_000_000_000L;

    private final Mailbox<T> mailbox = new Mailbox<>();
    private final Body<T> body;
    private final Failure failure;
    private final Thread thread;
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

    WorkerThread(String name, Body<T> body, Failure failure) {
        this.body = body;
        this.failure = failure;
        this.thread = new Thread(this::run, name);
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Hands an item over; it is abandoned when the thread has ended. Any thread. */
    void submit(T item) {
        mailbox.post(item);
        if (ended) {
            abandonRest();
        }
    }

    /** Asks the thread to end when it has handled what was submitted; does not wait. */
    void stop() {
        stopping = true;
        mailbox.interrupt();
    }

    /** Waits for the thread to end, unless it is the calling one. */
    void join() {
        if (Thread.currentThread() == thread) {
            return;
        }
        try {
            thread.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        mailbox.own();
        try {
            while (!failure.happened()) {
                T item = mailbox.poll();
                if (item != null) {
                    body.handle(item, mailbox);
                } else if (stopping) {
                    return;
                } else {
                    mailbox.await(LONG_NANOS);
                }
            }
        } catch (Throwable thrown) {
            failure.report(thrown);
        } finally {
            // Whoever posts after this sees it and abandons what was posted.
            ended = true;
            abandonRest();
        }
    }

    private void abandonRest() {
        for (T item = mailbox.poll(); item != null; item = mailbox.poll()) {
            body.abandon(item);
        }
    }
}
