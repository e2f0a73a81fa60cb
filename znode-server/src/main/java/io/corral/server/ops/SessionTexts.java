package io.corral.server.ops;

import io.corral.server.status.SessionStatus;
import java.util.List;

/** Sessions as {@code dump} lists them, in the form ZooKeeper's followers have. */
final class SessionTexts {

    private SessionTexts() {}

    static String dump(List<SessionStatus> sessions) {
        StringBuilder text = new StringBuilder("SessionTracker dump:\n");
        text.append("Global Sessions(").append(sessions.size()).append("):\n");
        for (SessionStatus session : sessions) {
            text.append(hex(session))
                    .append('\t')
                    .append(session.timeoutMillis())
                    .append("ms\n");
        }
        List<SessionStatus> owners = sessions.stream()
                .filter(session -> !session.ephemerals().isEmpty())
                .toList();
        text.append("ephemeral nodes dump:\n");
        text.append("Sessions with Ephemerals (").append(owners.size()).append("):\n");
        for (SessionStatus owner : owners) {
            text.append(hex(owner)).append(":\n");
            owner.ephemerals().forEach(path -> text.append('\t').append(path).append('\n'));
        }
        return text.append("Connections dump:\n").toString();
    }

    private static String hex(SessionStatus session) {
        return "0x" + Long.toHexString(session.id());
    }
}
