package io.corral.raft.node;

import io.corral.raft.message.Envelope;
import io.corral.raft.port.PeerTransport;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets the messages of many groups leave together: handed over one after the other without anything in between, those to one peer
 * go into the same write. A single group has nothing to wait for. Owned by the raft loop.
 */
final class RoundMail {
    private static final int ENOUGH = 256;

    private final PeerTransport transport;
    private final List<Envelope> held = new ArrayList<>();
    private boolean holding;

    RoundMail(PeerTransport transport) {
        this.transport = transport;
    }

    /** Whether to hold messages back until {@link #leave} or until there are many. */
    void hold(boolean whether) {
        holding = whether;
    }

    void send(Envelope envelope) {
        if (!holding) {
            transport.send(envelope);
            return;
        }
        held.add(envelope);
        if (held.size() >= ENOUGH) {
            leave();
        }
    }

    void leave() {
        if (!held.isEmpty()) {
            held.forEach(transport::send);
            held.clear();
        }
    }
}
