package io.corral.server.frontend;

import io.corral.server.status.ConnectionStatus;
import io.corral.server.status.ConnectionStatus.ConnectedSession;
import java.util.Optional;

/** What operators are shown of a connection. Made on the connection's event loop. */
final class ConnectionReport {
    private ConnectionReport() {}

    static ConnectionStatus of(ClientConnection connection) {
        ConnectionStatistics statistics = connection.statistics();
        Optional<ConnectedSession> session = connection.isOpen()
                ? Optional.of(new ConnectedSession(
                        connection.sessionId(), connection.timeoutMillis(), statistics.last(), statistics.latency()))
                : Optional.empty();
        return new ConnectionStatus(
                connection.remote(),
                connection.isSecure(),
                connection.interestOps(),
                connection.intake().outstanding(),
                statistics.received(),
                statistics.sent(),
                connection.establishedMillis(),
                session);
    }
}
