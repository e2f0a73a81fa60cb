package io.corral.server.frontend;

import io.corral.server.replication.ReplicationLink;
import java.util.ArrayList;
import java.util.List;

/** Collects which sessions one event loop heard of, and tells the leader at intervals. Touched by its event loop alone. */
final class HeardOfSessions {
    private final ReplicationLink link;
    private final List<ClientConnection> connections = new ArrayList<>();

    HeardOfSessions(ReplicationLink link) {
        this.link = link;
    }

    /** A client sent something. */
    void note(ClientConnection connection) {
        if (connection.markHeardOf()) {
            connections.add(connection);
        }
    }

    /** Tells the leader. */
    void report() {
        if (connections.isEmpty()) {
            return;
        }
        long[] sessionIds = new long[connections.size()];
        int count = 0;
        for (ClientConnection connection : connections) {
            connection.clearHeardOf();
            if (connection.sessionId() != 0) {
                sessionIds[count++] = connection.sessionId();
            }
        }
        connections.clear();
        if (count > 0) {
            link.sessionsHeardOf(sessionIds, count);
        }
    }
}
