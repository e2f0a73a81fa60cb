package io.corral.server.frontend;

import io.corral.server.config.TrafficLimits;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * When the connections of one event loop are not read from. Nothing here refuses anything: what a client sends too fast stays in its
 * socket. Touched by its event loop alone.
 *
 * <ul>
 *   <li>In one turn of the loop a connection gets a share of requests; what it has sent beyond waits until the others had theirs.
 *   <li>While too many requests of this server, or bytes of requests of this loop, wait for answers, the connections that have more than
 *       an even part of them are not read from (ZooKeeper's {@code globalOutstandingLimit}).
 *   <li>With {@code request_throttle_max_requests} no request at all is begun beyond so many; each connection's next one is held.
 * </ul>
 */
final class Backpressure {
    /** Of requests in a turn; a request of some length counts for several. */
    private static final int SHARE_OF_TURN = 256;

    private static final int BYTES_OF_ONE = 4096;

    private final int loop;
    private final ServerLoad load;
    private final TrafficLimits limits;
    private final long bytesMax;
    private final LongSupplier unappliedBytes;
    private final BooleanSupplier recordsBehind;
    private final Rest rest;
    private final Set<ClientConnection> suspended = new LinkedHashSet<>();
    private final Deque<ClientConnection> stalled = new ArrayDeque<>();
    private List<ClientConnection> yielding = new ArrayList<>();
    private int requests;
    private int clients;
    private long bytes;
    private long turn;
    private boolean retryPending;

    /** How the event loop gets back to this. */
    interface Rest {
        /** Calls back after the sockets were looked at. */
        void afterLookingAtSockets(Runnable task);

        /** Calls back after some time. */
        void after(Duration pause, Runnable task);
    }

    /**
     * @param loop number of the event loop
     * @param load where the figures of all loops meet
     * @param limits the limits
     * @param bytesMax bytes of requests without an answer that one loop takes
     * @param unappliedBytes bytes of the writes of this loop that are not executed
     * @param recordsBehind whether more waits to be written down than should
     * @param rest calls back
     */
    Backpressure(
            int loop,
            ServerLoad load,
            TrafficLimits limits,
            long bytesMax,
            LongSupplier unappliedBytes,
            BooleanSupplier recordsBehind,
            Rest rest) {
        this.loop = loop;
        this.load = load;
        this.limits = limits;
        this.bytesMax = bytesMax;
        this.unappliedBytes = unappliedBytes;
        this.recordsBehind = recordsBehind;
        this.rest = rest;
    }

    /** More requests, or fewer, wait for answers. */
    void waiting(int moreRequests, int moreClients, long moreBytes) {
        requests += moreRequests;
        clients += moreClients;
        bytes += moreBytes;
        load.waiting(loop, requests, clients);
    }

    /** Requests of this loop without an answer. */
    int requests() {
        return requests;
    }

    /** Whether no request may be begun now. */
    boolean stalls() {
        int max = limits.requests().inProcessMax();
        return max > 0 && (!stalled.isEmpty() || load.requests() >= max);
    }

    /** A connection holds a request that is not begun. */
    void stalled(ClientConnection connection) {
        connection.gate().shut(ReadGate.Reason.STALLED);
        stalled.add(connection);
        retryLater();
    }

    /** A connection has sent a request, which is taken. */
    void taken(ClientConnection connection, int frameBytes) {
        RequestIntake intake = connection.intake();
        if (intake.outstanding() > 0 && exceedsShare(intake)) {
            connection.gate().shut(ReadGate.Reason.OUTSTANDING);
            suspended.add(connection);
        }
        if (connection.spend(turn, 1 + frameBytes / BYTES_OF_ONE) >= SHARE_OF_TURN) {
            connection.gate().shut(ReadGate.Reason.TURN_OVER);
            if (yielding.isEmpty()) {
                rest.afterLookingAtSockets(this::nextTurn);
            }
            yielding.add(connection);
        }
    }

    private boolean exceedsShare(RequestIntake intake) {
        return recordsBehind.getAsBoolean()
                || (load.requests() > limits.outstandingMax()
                        && intake.outstanding() > limits.outstandingMax() / Math.max(1, load.waitingClients()))
                || (bytes + unappliedBytes.getAsLong() > bytesMax
                        && intake.outstandingBytes() > bytesMax / Math.max(1, clients));
    }

    private void nextTurn() {
        turn++;
        List<ClientConnection> now = yielding;
        yielding = new ArrayList<>();
        now.forEach(connection -> connection.gate().open(ReadGate.Reason.TURN_OVER));
    }

    /** A turn of the loop ends, or some time has passed: who has enough answers is read from again. */
    void endOfTurn() {
        turn++;
        if (!suspended.isEmpty()) {
            boolean behind = recordsBehind.getAsBoolean();
            boolean room = load.requests() <= limits.outstandingMax() / 4 * 3L
                    && bytes + unappliedBytes.getAsLong() <= bytesMax / 4 * 3;
            suspended.removeIf(connection -> connection.isClosed() || (!behind && reopens(connection, room)));
        }
        retry();
    }

    private boolean reopens(ClientConnection connection, boolean room) {
        RequestIntake intake = connection.intake();
        if (!room && intake.outstanding() > 0 && exceedsHalfOfShare(intake)) {
            return false;
        }
        connection.gate().open(ReadGate.Reason.OUTSTANDING);
        return true;
    }

    private boolean exceedsHalfOfShare(RequestIntake intake) {
        return intake.outstanding() > limits.outstandingMax() / Math.max(1, load.waitingClients()) / 2
                || intake.outstandingBytes() > bytesMax / Math.max(1, clients) / 2;
    }

    private void retry() {
        while (!stalled.isEmpty() && load.requests() < limits.requests().inProcessMax()) {
            stalled.remove().held().begin();
        }
        if (!stalled.isEmpty()) {
            retryLater();
        }
    }

    /** Other loops do not say when they have finished something. */
    private void retryLater() {
        if (!retryPending) {
            retryPending = true;
            rest.after(Duration.ofMillis(limits.requests().stallMillis()), () -> {
                retryPending = false;
                retry();
            });
        }
    }

    /** A connection is gone. */
    void forget(ClientConnection connection) {
        suspended.remove(connection);
        stalled.remove(connection);
    }
}
