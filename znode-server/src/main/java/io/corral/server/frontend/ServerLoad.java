package io.corral.server.frontend;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How much the event loops have to do: each writes its own figures, and any reads their sums, which may be of slightly different
 * moments. Thread-safe, and no loop ever waits for another.
 */
final class ServerLoad {
    /** Figures of two loops never share a cache line. */
    private static final int STRIDE = 16;

    private static final int REQUESTS = 0;
    private static final int WAITING_CLIENTS = 1;
    private static final int WATCHES = 2;

    private final AtomicLongArray figures;

    ServerLoad(int loops) {
        this.figures = new AtomicLongArray(loops * STRIDE);
    }

    /** One loop's requests without an answer, and the connections that wait for one at least. */
    void waiting(int loop, long requests, long clients) {
        figures.setRelease(place(loop, REQUESTS), requests);
        figures.setRelease(place(loop, WAITING_CLIENTS), clients);
    }

    /** What one loop's watches weigh. */
    void watches(int loop, long weight) {
        figures.setRelease(place(loop, WATCHES), weight);
    }

    long requests() {
        return sum(REQUESTS);
    }

    long waitingClients() {
        return sum(WAITING_CLIENTS);
    }

    long watches() {
        return sum(WATCHES);
    }

    private long sum(int figure) {
        long sum = 0;
        for (int place = place(0, figure); place < figures.length(); place += STRIDE) {
            sum += figures.getAcquire(place);
        }
        return sum;
    }

    private static int place(int loop, int figure) {
        return loop * STRIDE + figure;
    }
}
