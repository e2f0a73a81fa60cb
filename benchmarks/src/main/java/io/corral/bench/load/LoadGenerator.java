package io.corral.bench.load;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/** Runs loads against servers. */
public final class LoadGenerator {
    private LoadGenerator() {}

    /** Told at the two instants between which answers are counted. */
    public interface Stopwatch {
        /** Measuring begins. */
        void begin();

        /** Measuring ends. */
        void end();
    }

    /**
     * Latencies of all answers in the measured time, in nanoseconds.
     *
     * @throws IOException when a server closes a connection, does not answer, answers out of order or with an error: such a run
     *     measures nothing
     */
    public static Histogram run(Traffic traffic, Pace pace, Stopwatch stopwatch)
            throws IOException, InterruptedException {
        List<LoadConnection> connections = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(pace.threads());
        try {
            for (int number = 0; number < pace.connections(); number++) {
                connections.add(traffic.open(number));
            }
            long begin = System.nanoTime() + pace.lead().toNanos();
            long end = begin + pace.measured().toNanos();
            List<Future<Answers>> loops = new ArrayList<>();
            for (int thread = 0; thread < pace.threads(); thread++) {
                loops.add(threads.submit(
                        new LoadLoop(share(connections, thread, pace.threads()), new Answers(begin, end), end)));
            }
            waitUntil(begin);
            stopwatch.begin();
            waitUntil(end);
            stopwatch.end();
            return merge(loops);
        } finally {
            threads.shutdownNow();
            for (LoadConnection connection : connections) {
                connection.close();
            }
        }
    }

    private static List<LoadConnection> share(List<LoadConnection> connections, int thread, int threads) {
        List<LoadConnection> share = new ArrayList<>();
        for (int i = thread; i < connections.size(); i += threads) {
            share.add(connections.get(i));
        }
        return share;
    }

    private static Histogram merge(List<Future<Answers>> loops) throws IOException, InterruptedException {
        Histogram all = new Histogram(3);
        long errors = 0;
        for (Future<Answers> loop : loops) {
            try {
                Answers answers = loop.get();
                all.add(answers.latencies());
                errors += answers.errors();
            } catch (ExecutionException failure) {
                throw new IOException("the load could not be kept up: " + failure.getCause(), failure);
            }
        }
        if (errors > 0) {
            throw new IOException(errors + " requests were answered with an error");
        }
        return all;
    }

    private static void waitUntil(long nanos) {
        for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
            LockSupport.parkNanos(Math.min(left, Duration.ofMillis(100).toNanos()));
        }
    }
}
