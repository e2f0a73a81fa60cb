package io.corral.server.frontend;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Which connection of this server serves which session. A session has at most one connection here: a newer one closes the older.
 * Thread-safe; connections of one session may live on different event loops.
 */
final class ConnectionRegistry {
    private final ConcurrentMap<Long, ClientConnection> bySession = new ConcurrentHashMap<>();

    /** The connection serves the session from now on; another one that did is closed. */
    void serves(long sessionId, ClientConnection connection) {
        ClientConnection former = bySession.put(sessionId, connection);
        if (former != null && former != connection) {
            former.closeSoon();
        }
    }

    /** Closes the connection that serves the session, if another than the given one does. */
    void closeOther(long sessionId, ClientConnection newcomer) {
        ClientConnection former = bySession.get(sessionId);
        if (former != null && former != newcomer) {
            former.closeSoon();
        }
    }

    /** Closes the connection that serves the session, if there is one. */
    void close(long sessionId) {
        ClientConnection serving = bySession.get(sessionId);
        if (serving != null) {
            serving.closeSoon();
        }
    }

    /** The connection is gone. */
    void forget(long sessionId, ClientConnection connection) {
        bySession.remove(sessionId, connection);
    }

    /** Number of sessions with a connection to this server. */
    int size() {
        return bySession.size();
    }
}
