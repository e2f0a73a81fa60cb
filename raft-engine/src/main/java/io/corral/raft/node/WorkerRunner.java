package io.corral.raft.node;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** Runs a worker on a thread of its own. Waking one that is awake is one volatile read. */
final class WorkerRunner implements Execution.Runner {
    private final Execution.Worker worker;
    private final Thread thread;
    private final AtomicBoolean asleep = new AtomicBoolean();

    WorkerRunner(String name, Execution.Worker worker) {
        this.worker = worker;
        this.thread = new Thread(this::run, name);
        this.thread.setDaemon(true);
    }

    @Override
    public void start() {
        thread.start();
    }

    @Override
    public void wake() {
        if (asleep.get() && asleep.compareAndSet(true, false)) {
            LockSupport.unpark(thread);
        }
    }

    @Override
    public void join() {
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
        for (long pause = worker.round(); pause != Execution.Worker.ENDED; pause = worker.round()) {
            if (pause != Execution.Worker.AT_ONCE) {
                await(pause);
            }
        }
    }

    /** Whoever brings work after the second look sees that the thread sleeps, and wakes it. */
    private void await(long maxNanos) {
        asleep.set(true);
        if (!worker.hasWork()) {
            LockSupport.parkNanos(this, maxNanos);
        }
        asleep.set(false);
    }
}
