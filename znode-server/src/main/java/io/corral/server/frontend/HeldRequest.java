package io.corral.server.frontend;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * The one request of a connection that is held while the server works on as many as it may. What was received together with it waits
 * behind it, as bytes, and counts as waiting from then on too. Touched by its event loop alone.
 */
final class HeldRequest {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final ClientConnection connection;
    private final FrontendLoop loop;
    private @Nullable ByteBuf payload;

    /** Whether what comes next was received by {@link #sinceNanos}. */
    private boolean waiting;

    private long sinceNanos;

    HeldRequest(ClientConnection connection, FrontendLoop loop) {
        this.connection = connection;
        this.loop = loop;
    }

    /** What comes next has not waited behind a held request. */
    void receivedJustNow() {
        waiting = false;
    }

    /** Holds a request, and with it all that the connection sends. */
    void hold(ByteBuf frame) {
        loop.traffic().requestThrottleWaits++;
        payload = frame;
        if (!waiting) {
            waiting = true;
            sinceNanos = now();
        }
        loop.backpressure().stalled(connection);
    }

    /** A request that need not be held begins, or is refused if that comes too late. */
    void pass(ByteBuf frame) {
        long now = now();
        if (waiting) {
            loop.meters().holdTimes().record(now - sinceNanos);
        } else {
            loop.traffic().begunAtOnce++;
        }
        connection.intake().take(frame, waiting ? sinceNanos : now, waiting && isTooLate(now));
    }

    /** The request may begin, or be refused if that comes too late. */
    void begin() {
        ByteBuf frame = payload;
        payload = null;
        if (frame == null) {
            return;
        }
        int bytes = frame.readableBytes();
        long now = now();
        loop.meters().holdTimes().record(now - sinceNanos);
        boolean tooLong = isTooLate(now);
        try {
            loop.catchUp();
            connection.intake().take(frame, sinceNanos, tooLong);
        } catch (RuntimeException | Error e) {
            connection.fail(e);
        } finally {
            frame.release();
        }
        connection.gate().open(ReadGate.Reason.STALLED);
        if (connection.isOpen()) {
            loop.backpressure().taken(connection, bytes);
        }
    }

    private boolean isTooLate(long now) {
        int waitMaxMillis = loop.services().settings().limits().requests().waitMaxMillis();
        return waitMaxMillis > 0 && now - sinceNanos > waitMaxMillis * NANOS_PER_MILLI;
    }

    private long now() {
        return loop.services().nanoClock().getAsLong();
    }

    /** The connection is gone. */
    void drop() {
        if (payload != null) {
            payload.release();
            payload = null;
            loop.traffic().staleRequestsDropped++;
        }
    }
}
