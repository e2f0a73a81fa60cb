package io.corral.server.frontend;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** The one request of a connection that is held while the server works on as many as it may. Touched by its event loop alone. */
final class HeldRequest {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final ClientConnection connection;
    private final FrontendLoop loop;
    private @Nullable ByteBuf payload;
    private long sinceNanos;

    HeldRequest(ClientConnection connection, FrontendLoop loop) {
        this.connection = connection;
        this.loop = loop;
    }

    /** Holds a request, and with it all that the connection sends. */
    void hold(ByteBuf frame) {
        loop.traffic().requestThrottleWaits++;
        payload = frame;
        sinceNanos = loop.services().nanoClock().getAsLong();
        loop.backpressure().stalled(connection);
    }

    /** The request may begin, or be refused if that comes too late. */
    void begin() {
        ByteBuf frame = payload;
        payload = null;
        if (frame == null) {
            return;
        }
        int bytes = frame.readableBytes();
        int waitMaxMillis = loop.services().settings().limits().requests().waitMaxMillis();
        long waitedNanos = loop.services().nanoClock().getAsLong() - sinceNanos;
        loop.holdTimes().record(waitedNanos);
        boolean tooLong = waitMaxMillis > 0 && waitedNanos > waitMaxMillis * NANOS_PER_MILLI;
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

    /** The connection is gone. */
    void drop() {
        if (payload != null) {
            payload.release();
            payload = null;
            loop.traffic().staleRequestsDropped++;
        }
    }
}
