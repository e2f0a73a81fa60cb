package io.corral.server.frontend;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The open connections of one event loop, and which of them have something to do at the end of the turn. */
final class LoopConnections {
    private final Set<ClientConnection> open = new LinkedHashSet<>();
    private final Set<ClientConnection> suspended = new LinkedHashSet<>();
    private List<ClientConnection> toFlush = new ArrayList<>();
    private List<ClientConnection> spare = new ArrayList<>();

    void add(ClientConnection connection) {
        open.add(connection);
    }

    void remove(ClientConnection connection) {
        open.remove(connection);
        suspended.remove(connection);
    }

    int size() {
        return open.size();
    }

    /** In the order in which they were accepted. */
    Set<ClientConnection> all() {
        return Collections.unmodifiableSet(open);
    }

    /** Requests without an answer. */
    int outstanding() {
        int outstanding = 0;
        for (ClientConnection connection : open) {
            outstanding += connection.intake().outstanding();
        }
        return outstanding;
    }

    /** The connection has frames in its outbox. */
    void flushLater(ClientConnection connection) {
        toFlush.add(connection);
    }

    void flushAll() {
        List<ClientConnection> now = toFlush;
        toFlush = spare;
        for (ClientConnection connection : now) {
            connection.flush();
        }
        now.clear();
        spare = now;
    }

    /** The connection is not read from until enough of its requests are answered. */
    void reopenLater(ClientConnection connection) {
        suspended.add(connection);
    }

    void reopenDrained() {
        if (!suspended.isEmpty()) {
            suspended.removeIf(ClientConnection::reopenIfDrained);
        }
    }

    void closeAll() {
        for (ClientConnection connection : List.copyOf(open)) {
            connection.close();
        }
    }
}
