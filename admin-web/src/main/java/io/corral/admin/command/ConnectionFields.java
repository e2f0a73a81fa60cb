package io.corral.admin.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.corral.server.status.ConnectionStatus;
import io.corral.server.status.ConnectionStatus.ConnectedSession;
import io.corral.server.status.ConnectionStatus.LastRequest;
import io.corral.server.status.Expiries;
import io.corral.server.status.LatencyStatus;
import io.corral.server.status.SessionStatus;
import java.net.InetAddress;
import java.util.List;

/** The fields of connections and sessions. Session ids are decimal numbers, as in ZooKeeper. */
final class ConnectionFields {

    private ConnectionFields() {}

    static void full(List<ConnectionStatus> connections, ObjectNode document) {
        ArrayNode plain = document.putArray("connections");
        ArrayNode secure = document.putArray("secure_connections");
        for (ConnectionStatus connection : connections) {
            ObjectNode fields = (connection.secure() ? secure : plain).addObject();
            counters(connection, fields);
            connection.session().ifPresent(session -> session(connection, session, fields));
        }
    }

    static void brief(List<ConnectionStatus> connections, ObjectNode document) {
        ArrayNode plain = document.putArray("connections");
        ArrayNode secure = document.putArray("secure_connections");
        connections.forEach(connection -> counters(connection, (connection.secure() ? secure : plain).addObject()));
    }

    /**
     * What is known of sessions.
     *
     * @param sessions those of the ensemble
     * @param expiries when they expire
     */
    record KnownSessions(List<SessionStatus> sessions, Expiries expiries) {}

    static void sessions(KnownSessions known, ObjectNode document) {
        ObjectNode times = document.putObject("expiry_time_to_session_ids");
        known.expiries().sessions().forEach((time, ids) -> ids.forEach(times.putArray(Long.toString(time))::add));
        ObjectNode paths = document.putObject("session_id_to_ephemeral_paths");
        for (SessionStatus session : known.sessions()) {
            if (!session.ephemerals().isEmpty()) {
                ArrayNode list = paths.putArray(Long.toString(session.id()));
                session.ephemerals().forEach(list::add);
            }
        }
    }

    private static void counters(ConnectionStatus connection, ObjectNode fields) {
        InetAddress address = connection.remote().getAddress();
        String host = address == null ? connection.remote().getHostString() : address.getHostAddress();
        fields.put("remote_socket_address", host + ":" + connection.remote().getPort());
        fields.put("interest_ops", connection.interestOps());
        fields.put("outstanding_requests", connection.outstanding());
        fields.put("packets_received", connection.received());
        fields.put("packets_sent", connection.sent());
    }

    private static void session(ConnectionStatus connection, ConnectedSession session, ObjectNode fields) {
        LastRequest last = session.last();
        LatencyStatus latency = session.latencyMillis();
        fields.put("session_id", session.id());
        fields.put("last_operation", last.operation());
        fields.put("established", connection.establishedMillis());
        fields.put("session_timeout", session.timeoutMillis());
        fields.put("last_cxid", last.cxid());
        fields.put("last_zxid", last.zxid());
        fields.put("last_response_time", last.responseMillis());
        fields.put("last_latency", last.latencyMillis());
        fields.put("min_latency", latency.min());
        fields.put("avg_latency", Math.round(latency.average()));
        fields.put("max_latency", latency.max());
    }
}
