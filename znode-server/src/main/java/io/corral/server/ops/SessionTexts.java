package io.corral.server.ops;

import io.corral.server.status.ConnectionStatus;
import io.corral.server.status.Expiries;
import io.corral.server.status.ServerMode;
import io.corral.server.status.ServerStatus;
import io.corral.server.status.SessionStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The text of {@code dump}, to the letter: who decides when sessions expire tells when, the others tell their timeouts. */
final class SessionTexts {

    /** How long ZooKeeper lets a connection stay that has asked for no session. */
    private static final long WITHOUT_SESSION_MILLIS = 10_000;

    private SessionTexts() {}

    /**
     * Sessions, ephemeral nodes and connections.
     *
     * @param status of the server
     * @param sessions of the ensemble
     * @param expiries when they expire
     * @param connections of the server
     */
    static String dump(
            ServerStatus status, List<SessionStatus> sessions, Expiries expiries, List<ConnectionStatus> connections) {
        ServerMode mode = status.standing().mode();
        boolean decides = mode == ServerMode.LEADER || mode == ServerMode.STANDALONE;
        return "SessionTracker dump:\n" + (decides ? deadlines(expiries) : timeouts(sessions)) + ephemerals(sessions)
                + "Connections dump:\n"
                + ofConnections(
                        connections,
                        expiries.epochMillis(),
                        status.identity().configuration().tickTimeMillis());
    }

    private static String deadlines(Expiries expiries) {
        SortedMap<Long, List<String>> sets = new TreeMap<>();
        expiries.sessions()
                .forEach((time, ids) ->
                        sets.put(time, ids.stream().map(SessionTexts::hex).toList()));
        return ExpiryTexts.of("Session", sets, expiries.epochMillis());
    }

    private static String timeouts(List<SessionStatus> sessions) {
        StringBuilder text = new StringBuilder("Global Sessions(" + sessions.size() + "):\n");
        for (SessionStatus session : sessions) {
            text.append(hex(session.id()))
                    .append('\t')
                    .append(session.timeoutMillis())
                    .append("ms\n");
        }
        return text.toString();
    }

    private static String ephemerals(List<SessionStatus> sessions) {
        List<SessionStatus> owners = sessions.stream()
                .filter(session -> !session.ephemerals().isEmpty())
                .toList();
        StringBuilder text = new StringBuilder("ephemeral nodes dump:\n");
        text.append("Sessions with Ephemerals (").append(owners.size()).append("):\n");
        for (SessionStatus owner : owners) {
            text.append(hex(owner.id())).append(":\n");
            owner.ephemerals().forEach(path -> text.append('\t').append(path).append('\n'));
        }
        return text.toString();
    }

    private static String ofConnections(List<ConnectionStatus> connections, long epochMillis, long tickMillis) {
        SortedMap<Long, List<String>> sets = new TreeMap<>();
        for (ConnectionStatus connection : connections) {
            long overdue = overdueMillis(connection, epochMillis);
            long session = connection.session().map(each -> each.id()).orElse(0L);
            sets.computeIfAbsent((overdue / tickMillis + 1) * tickMillis, none -> new ArrayList<>())
                    .add("ip: /" + ConnectionTexts.address(connection.remote()) + " sessionId: " + hex(session));
        }
        return ExpiryTexts.of("Connections", sets, 0);
    }

    /** When a client is late if nothing more is heard of it; milliseconds since 1970. */
    private static long overdueMillis(ConnectionStatus connection, long epochMillis) {
        return connection
                .session()
                .map(session ->
                        Math.max(connection.establishedMillis(), session.last().responseMillis() + epochMillis)
                                + session.timeoutMillis())
                .orElse(connection.establishedMillis() + WITHOUT_SESSION_MILLIS);
    }

    private static String hex(long sessionId) {
        return "0x" + Long.toHexString(sessionId);
    }
}
