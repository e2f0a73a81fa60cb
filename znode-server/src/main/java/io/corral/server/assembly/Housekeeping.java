package io.corral.server.assembly;

import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread that does what a server does at intervals. A task that fails is logged and runs again. */
final class Housekeeping implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);

    private final ScheduledExecutorService executor;

    /** @param name what the thread is called */
    Housekeeping(String name) {
        this.executor = Executors.newSingleThreadScheduledExecutor(new DefaultThreadFactory(name, true));
    }

    /** Runs something on this thread soon; nothing when it has ended. */
    void execute(Runnable task) {
        try {
            executor.execute(task);
        } catch (RejectedExecutionException e) {
            // It has ended, perhaps just now: nobody needs the task any more.
        }
    }

    /** Runs a task at a steady rate from now on. */
    void every(Duration interval, String name, Runnable task) {
        var unused = executor.scheduleAtFixedRate(
                () -> runGuarded(name, task), interval.toNanos(), interval.toNanos(), TimeUnit.NANOSECONDS);
    }

    private static void runGuarded(String name, Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            LOG.error(
                    "The task '{}' failed; it runs again at its next turn. This is a defect; please report it.",
                    name,
                    e);
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
