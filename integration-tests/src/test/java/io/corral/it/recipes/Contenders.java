package io.corral.it.recipes;

import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.curator.framework.CuratorFramework;
import org.jspecify.annotations.Nullable;

/** Threads that take turns at something, one per client, until they are told to stop. A turn that throws fails the test. */
final class Contenders implements AutoCloseable {

    /** Sets up one client's part. */
    @FunctionalInterface
    interface Contender {
        Turn with(CuratorFramework client) throws Exception;
    }

    /** One turn of one client. */
    @FunctionalInterface
    interface Turn {
        void take() throws Exception;
    }

    private final List<Thread> threads = new ArrayList<>();
    private final AtomicLong turns = new AtomicLong();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private volatile boolean stopping;

    private Contenders() {}

    static Contenders start(List<CuratorFramework> clients, Contender contender) throws Exception {
        Contenders contenders = new Contenders();
        for (CuratorFramework client : clients) {
            Turn turn = contender.with(client);
            contenders.threads.add(new Thread(() -> contenders.run(turn), "contender-" + contenders.threads.size()));
        }
        contenders.threads.forEach(Thread::start);
        return contenders;
    }

    private void run(Turn turn) {
        try {
            while (!stopping) {
                turn.take();
                turns.incrementAndGet();
            }
        } catch (InterruptedException interruption) {
            failure.compareAndSet(null, new AssertionError("a contender did not end by itself", interruption));
        } catch (Exception | AssertionError thrown) {
            failure.compareAndSet(null, thrown);
        }
    }

    /** Turns taken by all, up to now. */
    long turns() {
        return turns.get();
    }

    /** Waits until all together have taken so many turns more. */
    void awaitMoreTurns(long more) {
        long goal = turns() + more;
        await(more + " more turns").atMost(Pauses.PATIENCE).until(() -> turns() >= goal || failure.get() != null);
        rethrow();
    }

    /** Lets every contender end its turn, and fails if any turn ever failed. */
    void stop() throws InterruptedException {
        stopping = true;
        for (Thread thread : threads) {
            thread.join(Pauses.PATIENCE.toMillis());
            thread.interrupt();
            thread.join();
        }
        rethrow();
    }

    private void rethrow() {
        Throwable thrown = failure.get();
        if (thrown != null) {
            throw new AssertionError("a turn failed: " + thrown, thrown);
        }
    }

    @Override
    public void close() {
        stopping = true;
        threads.forEach(Thread::interrupt);
    }
}
