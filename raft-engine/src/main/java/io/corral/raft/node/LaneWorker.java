package io.corral.raft.node;

import java.util.concurrent.ConcurrentLinkedQueue;

/** A thread, or what stands for one, that works for the lanes of many groups: each gets its turn when it has something to do. */
final class LaneWorker implements Execution.Worker {
    private static final long LONG_NANOS = 1_000_000_000L;

    private final ConcurrentLinkedQueue<Lane<?>> waiting = new ConcurrentLinkedQueue<>();
    private final Failure failure;
    private final Execution.Runner runner;
    private volatile boolean stopping;
    private volatile boolean ended;

    LaneWorker(String name, Failure failure, Execution execution) {
        this.failure = failure;
        this.runner = execution.runner(name, this);
    }

    void start() {
        runner.start();
    }

    /** Puts a lane that has work behind the others. Any thread. */
    void enqueue(Lane<?> lane) {
        waiting.add(lane);
        runner.wake();
    }

    boolean hasEnded() {
        return ended;
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
        return stopping || !waiting.isEmpty();
    }

    @Override
    public long round() {
        if (failure.happened()) {
            return end();
        }
        Lane<?> next = waiting.poll();
        if (next == null) {
            return stopping ? end() : LONG_NANOS;
        }
        try {
            next.turn();
            return AT_ONCE;
        } catch (Throwable thrown) {
            failure.report(thrown);
            return end();
        }
    }

    private long end() {
        // Whoever submits after this sees it and abandons what was submitted.
        ended = true;
        for (Lane<?> lane = waiting.poll(); lane != null; lane = waiting.poll()) {
            lane.end();
        }
        return ENDED;
    }
}
