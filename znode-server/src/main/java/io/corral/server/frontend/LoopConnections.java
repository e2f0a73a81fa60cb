package io.corral.server.frontend;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The open connections of one event loop, and which of them have something to do at the end of the turn. */
final class LoopConnections {
    private final Set<ClientConnection> open = new LinkedHashSet<>();
    private final Set<ClientConnection> takingNothing = new LinkedHashSet<>();
    private List<ClientConnection> toFlush = new ArrayList<>();
    private List<ClientConnection> spare = new ArrayList<>();

    void add(ClientConnection connection) {
        open.add(connection);
    }

    void remove(ClientConnection connection) {
        open.remove(connection);
        takingNothing.remove(connection);
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

    /** The connection's client takes nothing at the moment. */
    void takesNothing(ClientConnection connection) {
        takingNothing.add(connection);
    }

    /** Cuts off those for whom most waits, until no more than so many bytes wait for all clients that take nothing. */
    void cutOffWorst(long bytesMax) {
        takingNothing.removeIf(connection -> connection.untakenBytes() == 0);
        long sum =
                takingNothing.stream().mapToLong(ClientConnection::untakenBytes).sum();
        while (sum > bytesMax) {
            ClientConnection worst =
                    Collections.max(takingNothing, Comparator.comparingLong(ClientConnection::untakenBytes));
            sum -= worst.untakenBytes();
            worst.cutOff();
        }
    }

    void closeAll() {
        for (ClientConnection connection : List.copyOf(open)) {
            connection.close();
        }
    }
}
