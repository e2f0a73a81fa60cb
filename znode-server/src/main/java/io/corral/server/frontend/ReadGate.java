package io.corral.server.frontend;

import io.corral.wire.frame.FrameDecoder;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Executor;

/** Whether a connection is read from: backpressure reaches the client as a full socket, never as memory spent here. */
final class ReadGate {
    /** Why nothing is read for a while. */
    enum Reason {
        /** The session is being opened; what the client sent already waits. */
        OPENING_SESSION,
        /** A SASL packet is being looked at; what comes behind it is served with what the client has proven. */
        AUTHENTICATING,
        /** Too many requests are unanswered. */
        OUTSTANDING,
        /** The client does not take its answers. */
        SLOW_CLIENT,
        /** Its session is being made known to all servers. */
        UPGRADING_SESSION,
        /** It had its share of this turn of the event loop. */
        TURN_OVER,
        /** The server works on as many requests as it may; one of this connection is held. */
        STALLED
    }

    private final FrameDecoder decoder;
    private final Executor loop;
    private final Set<Reason> reasons = EnumSet.noneOf(Reason.class);
    private boolean handingOn;

    /** @param loop the connection's event loop; reading goes on as a task of its own, never from within another */
    ReadGate(FrameDecoder decoder, Executor loop) {
        this.decoder = decoder;
        this.loop = loop;
    }

    void shut(Reason reason) {
        if (reasons.isEmpty()) {
            decoder.pause();
        }
        reasons.add(reason);
    }

    void open(Reason reason) {
        if (reasons.remove(reason) && reasons.isEmpty()) {
            loop.execute(this::resume);
        }
    }

    boolean isShutBy(Reason reason) {
        return reasons.contains(reason);
    }

    private void resume() {
        if (reasons.isEmpty()) {
            handingOn = true;
            try {
                decoder.resume();
            } finally {
                handingOn = false;
            }
        }
    }

    /** Whether the frames handed on now had been received before the gate was shut. */
    boolean isHandingOn() {
        return handingOn;
    }

    boolean isOpen() {
        return reasons.isEmpty();
    }
}
