package io.corral.server.frontend;

import io.corral.server.replication.ReplicationLink;
import java.util.ArrayList;
import java.util.List;

/** Collects which sessions one event loop heard of, and tells the leader at intervals. Touched by its event loop alone. */
final class HeardOfSessions {
    private final ReplicationLink link;
    private final LocalSessions localSessions;
    private final List<ClientConnection> connections = new ArrayList<>();

    HeardOfSessions(ReplicationLink link, LocalSessions localSessions) {
        this.link = link;
        this.localSessions = localSessions;
    }

    /** A client sent something. */
    void note(ClientConnection connection) {
        if (connection.markHeardOf()) {
            connections.add(connection);
        }
    }

    /**
     * Tells the leader, or of local sessions those who watch over them.
     *
     * @param carrierId one more session that lives; 0 for none
     */
    void report(long carrierId) {
        long[] global = new long[connections.size() + 1];
        long[] local = new long[connections.size()];
        int globalCount = 0;
        int localCount = 0;
        for (ClientConnection connection : connections) {
            connection.clearHeardOf();
            if (connection.localSession() != null) {
                local[localCount++] = connection.sessionId();
            } else if (connection.sessionId() != 0) {
                global[globalCount++] = connection.sessionId();
            }
        }
        connections.clear();
        if (carrierId != 0) {
            global[globalCount++] = carrierId;
        }
        if (globalCount > 0) {
            link.sessionsHeardOf(global, globalCount);
        }
        if (localCount > 0) {
            localSessions.heardOf(local, localCount);
        }
    }
}
