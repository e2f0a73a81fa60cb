package io.corral.server.frontend;

import io.corral.server.status.ConnectionStatus.LastRequest;
import io.corral.server.status.LatencyStatus;

/** Counts what goes over one connection. Touched by its event loop alone. */
final class ConnectionStatistics {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private long received;
    private long sent;
    private String lastOperation = OperationCodes.NONE;
    private long lastCxid = -1;
    private long lastZxid = -1;
    private long lastResponseMillis;
    private long lastLatencyMillis;
    private long minLatencyMillis = Long.MAX_VALUE;
    private long maxLatencyMillis;
    private long totalLatencyMillis;
    private long answered;

    void countReceived() {
        received++;
    }

    void countSent() {
        sent++;
    }

    long received() {
        return received;
    }

    long sent() {
        return sent;
    }

    /** A request was answered. Its operation is one of {@link OperationCodes}. */
    void answered(String operation, int xid, long zxid, long latencyNanos, long nowNanos) {
        sent++;
        answered++;
        lastOperation = operation;
        // As in ZooKeeper: the numbers that clients keep for pings and the like leave the one that tells of a request.
        if (xid >= 0) {
            lastCxid = xid;
        }
        lastZxid = zxid;
        lastResponseMillis = nowNanos / NANOS_PER_MILLI;
        lastLatencyMillis = latencyNanos / NANOS_PER_MILLI;
        minLatencyMillis = Math.min(minLatencyMillis, lastLatencyMillis);
        maxLatencyMillis = Math.max(maxLatencyMillis, lastLatencyMillis);
        totalLatencyMillis += lastLatencyMillis;
    }

    /** The session was opened on this connection. */
    void sessionOpened(long zxid, long nowNanos) {
        sent++;
        lastOperation = "SESS";
        lastCxid = 0;
        lastZxid = zxid;
        lastResponseMillis = nowNanos / NANOS_PER_MILLI;
    }

    /** Starts counting anew. */
    void reset() {
        received = 0;
        sent = 0;
        answered = 0;
        totalLatencyMillis = 0;
        maxLatencyMillis = 0;
        minLatencyMillis = Long.MAX_VALUE;
        lastOperation = OperationCodes.NONE;
        lastCxid = -1;
        lastZxid = -1;
        lastResponseMillis = 0;
        lastLatencyMillis = 0;
    }

    LastRequest last() {
        return new LastRequest(lastOperation, lastCxid, lastZxid, lastResponseMillis, lastLatencyMillis);
    }

    LatencyStatus latency() {
        return answered == 0
                ? LatencyStatus.NONE
                : new LatencyStatus(minLatencyMillis, (double) totalLatencyMillis / answered, maxLatencyMillis);
    }
}
