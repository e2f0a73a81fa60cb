package io.corral.server.ops.jmx;

import io.corral.server.status.ConnectionStatus;
import io.corral.server.status.ConnectionStatus.ConnectedSession;
import io.corral.server.status.ConnectionStatus.LastRequest;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.function.LongFunction;

/** The attributes of the bean that stands for one client connection with a session. */
final class ConnectionTable {

    private ConnectionTable() {}

    /**
     * A connection and its session.
     *
     * @param connection the connection
     * @param session the session it serves
     */
    record Connected(ConnectionStatus connection, ConnectedSession session) {

        String ip() {
            InetAddress address = connection.remote().getAddress();
            return address == null ? connection.remote().getHostString() : address.getHostAddress();
        }

        String sessionId() {
            return "0x" + Long.toHexString(session.id());
        }

        LastRequest last() {
            return session.last();
        }
    }

    /** @param ephemerals finds the paths of the ephemeral nodes of a session */
    static BeanTable<Connected> table(LongFunction<List<String>> ephemerals) {
        return new BeanTable<Connected>()
                .text(
                        "SourceIP",
                        one -> one.ip() + ":" + one.connection().remote().getPort())
                .text("SessionId", Connected::sessionId)
                .text(
                        "StartedTime",
                        one -> Instant.ofEpochMilli(one.connection().establishedMillis())
                                .toString())
                .texts(
                        "EphemeralNodes",
                        one -> ephemerals.apply(one.session().id()).toArray(String[]::new))
                .number("PacketsReceived", one -> one.connection().received())
                .number("PacketsSent", one -> one.connection().sent())
                .number("OutstandingRequests", one -> one.connection().outstanding())
                .integer("SessionTimeout", one -> one.session().timeoutMillis())
                .number("MinLatency", one -> one.session().latencyMillis().min())
                .number(
                        "AvgLatency",
                        one -> Math.round(one.session().latencyMillis().average()))
                .number("MaxLatency", one -> one.session().latencyMillis().max())
                .text("LastOperation", one -> one.last().operation())
                .text("LastCxid", one -> "0x" + Long.toHexString(one.last().cxid()))
                .text("LastZxid", one -> "0x" + Long.toHexString(one.last().zxid()))
                .text("LastResponseTime", one -> Long.toString(one.last().responseMillis()))
                .number("LastLatency", one -> one.last().latencyMillis());
    }
}
