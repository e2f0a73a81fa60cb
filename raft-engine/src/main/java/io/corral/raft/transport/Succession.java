package io.corral.raft.transport;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which accepted connection is a peer's present one. A newer one takes over: it may begin only when the one before has
 * delivered its last message, so that a peer's messages keep their order over reconnects. Any thread.
 */
final class Succession {
    private final Map<Long, InboundConnection> present = new ConcurrentHashMap<>();

    /** Makes the connection the peer's present one; complete when no earlier connection delivers any more. */
    CompletableFuture<Void> begin(long peer, InboundConnection connection) {
        InboundConnection before = present.put(peer, connection);
        return before == null ? CompletableFuture.completedFuture(null) : before.retire();
    }

    /** Whether the peer has a connection to this node that may still deliver. */
    boolean isPresent(long peer) {
        return present.containsKey(peer);
    }

    /** The connection is gone and delivers nothing any more. */
    void end(long peer, InboundConnection connection) {
        present.remove(peer, connection);
    }
}
