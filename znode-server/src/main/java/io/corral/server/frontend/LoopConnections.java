package io.corral.server.frontend;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The open connections of one event loop, and which of them have something to do at the end of the turn. */
final class LoopConnections {
    private final Set<ClientConnection> open = new LinkedHashSet<>();
    private final SlowClients slow = new SlowClients();
    private List<ClientConnection> toFlush = new ArrayList<>();
    private List<ClientConnection> spare = new ArrayList<>();

    void add(ClientConnection connection) {
        open.add(connection);
    }

    void remove(ClientConnection connection) {
        open.remove(connection);
        slow.remove(connection);
    }

    int size() {
        return open.size();
    }

    /** In the order in which they were accepted. */
    Set<ClientConnection> all() {
        return Collections.unmodifiableSet(open);
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

    /** Those of them whose clients take nothing at the moment. */
    SlowClients slow() {
        return slow;
    }

    void closeAll() {
        for (ClientConnection connection : List.copyOf(open)) {
            connection.close();
        }
    }
}
