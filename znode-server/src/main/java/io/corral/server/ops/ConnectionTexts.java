package io.corral.server.ops;

import io.corral.server.status.ConnectionStatus;
import io.corral.server.status.ConnectionStatus.ConnectedSession;
import io.corral.server.status.ConnectionStatus.LastRequest;
import io.corral.server.status.LatencyStatus;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/** Connections as {@code stat} and {@code cons} list them. */
final class ConnectionTexts {

    private ConnectionTexts() {}

    /** One connection a line, and an empty line. */
    static String full(List<ConnectionStatus> connections) {
        StringBuilder text = new StringBuilder();
        for (ConnectionStatus connection : connections) {
            text.append(start(connection));
            connection.session().ifPresent(session -> appendSession(text, connection, session));
            text.append(")\n");
        }
        return text.append('\n').toString();
    }

    static String brief(ConnectionStatus connection) {
        return start(connection) + ")";
    }

    private static String start(ConnectionStatus connection) {
        return " /" + address(connection.remote()) + "[" + Integer.toHexString(connection.interestOps()) + "](queued="
                + connection.outstanding() + ",recved=" + connection.received() + ",sent=" + connection.sent();
    }

    private static void appendSession(StringBuilder text, ConnectionStatus connection, ConnectedSession session) {
        LastRequest last = session.last();
        LatencyStatus latency = session.latencyMillis();
        text.append(",sid=0x").append(Long.toHexString(session.id()));
        text.append(",lop=").append(last.operation());
        text.append(",est=").append(connection.establishedMillis());
        text.append(",to=").append(session.timeoutMillis());
        if (last.cxid() >= 0) {
            text.append(",lcxid=0x").append(Long.toHexString(last.cxid()));
        }
        text.append(",lzxid=0x").append(Long.toHexString(last.zxid()));
        text.append(",lresp=").append(last.responseMillis());
        text.append(",llat=").append(last.latencyMillis());
        text.append(",minlat=").append(latency.min());
        text.append(",avglat=").append(Math.round(latency.average()));
        text.append(",maxlat=").append(latency.max());
    }

    static String address(InetSocketAddress remote) {
        InetAddress address = remote.getAddress();
        String host = address == null ? remote.getHostString() : address.getHostAddress();
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + remote.getPort();
    }
}
