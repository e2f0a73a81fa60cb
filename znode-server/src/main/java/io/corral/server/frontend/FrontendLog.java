package io.corral.server.frontend;

import io.corral.server.audit.OneLine;
import io.netty.handler.ssl.NotSslRecordException;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the front end tells operators. One line each, with what to do where something can be done. Thread-safe. */
final class FrontendLog {
    private static final int SHOWN_CHARS = 100;
    private static final Logger LOG = LoggerFactory.getLogger("io.corral.server.frontend");

    /** What somebody has sent who may be anybody. */
    private static String shown(@Nullable String text) {
        return OneLine.of(String.valueOf(text), SHOWN_CHARS);
    }

    void badLength(InetSocketAddress remote, int length) {
        LOG.info(
                "Closed {}: it announced a packet of {} bytes. If it is a ZooKeeper client that stores large znodes, raise"
                        + " -Djute.maxbuffer here and there; otherwise it does not speak ZooKeeper's protocol.",
                remote,
                length);
    }

    void clientTakesNothing(InetSocketAddress remote) {
        LOG.warn("Closed {}: it does not read its answers and watch events, and too much waits for it.", remote);
    }

    void authenticationFailed(InetSocketAddress remote, @Nullable String scheme) {
        LOG.warn("Closed {}: authentication with scheme {} failed.", remote, shown(scheme));
    }

    void wrongEnsemble(InetSocketAddress remote) {
        LOG.warn("Closed {}: its client asked for an ensemble that is not in ensembleAuthName.", remote);
    }

    void saslCompleted(ClientConnection connection, String name) {
        LOG.info(
                "Session 0x{} of {} has authenticated by SASL as {}.",
                Long.toHexString(connection.sessionId()),
                connection.remote(),
                shown(name));
    }

    void saslFailed(InetSocketAddress remote, String reason, boolean stays) {
        LOG.warn(
                "{} {}: its authentication by SASL failed: {}.",
                stays ? "Served without an identity, as allowSaslFailedClients says:" : "Closed",
                remote,
                shown(reason));
    }

    void saslBroken(InetSocketAddress remote, String reason) {
        LOG.warn("Closed {}: it sent a SASL token that has no place in the exchange: {}.", remote, shown(reason));
    }

    void aheadOfUs(InetSocketAddress remote, long clientZxid, long ownZxid) {
        LOG.info(
                "Closed {}: it has seen zxid 0x{} and this server is at 0x{}. It will find a server that is up to date.",
                remote,
                Long.toHexString(clientZxid),
                Long.toHexString(ownZxid));
    }

    void stateReplaced(int loop, int connections) {
        if (connections > 0) {
            LOG.warn(
                    "Event loop {} closed {} connections: the whole state was replaced, by the admin command restore or by a"
                            + " snapshot from the leader, which a server gets that has fallen far behind. The clients reconnect"
                            + " by themselves.",
                    loop,
                    connections);
        }
    }

    void servingEnded(int loop, int connections, ServingMode before) {
        if (before == ServingMode.READ_ONLY) {
            LOG.info(
                    "Event loop {} closed {} connections of read-only clients: there is a leader again.",
                    loop,
                    connections);
            return;
        }
        LOG.warn(
                "Event loop {} closed {} connections: no leader has been known for the time syncLimit allows. Check that a"
                        + " majority of the ensemble runs and is reachable from here.",
                loop,
                connections);
    }

    void notAuthenticated(InetSocketAddress remote) {
        LOG.warn(
                "Closed {}: its client sent a request before it authenticated with one of enforce.auth.schemes.",
                remote);
    }

    void connectionFailed(InetSocketAddress remote, Throwable cause) {
        LOG.debug("Connection of {} ended", remote, cause);
    }

    void requestFailed(InetSocketAddress remote, Throwable cause) {
        LOG.error(
                "Closed {}: handling what it sent failed unexpectedly. This is a defect; please report it.",
                remote,
                cause);
    }

    void housekeepingFailed(int loop, Throwable cause) {
        LOG.error(
                "A periodic task of event loop {} failed; it runs again at its next turn. This is a defect; please report it.",
                loop,
                cause);
    }

    /** Its client waits for an answer that does not come, and gives up in time. */
    void waitingFailed(int loop, Throwable cause) {
        LOG.error(
                "On event loop {} something failed that had waited for what was committed. This is a defect; please report it.",
                loop,
                cause);
    }

    void tooManyHandshakes(InetSocketAddress remote) {
        LOG.info("Closed {}: sessions are asked for faster than connection_throttle_* allows.", remote);
    }

    void noRoomForLargeRequest(InetSocketAddress remote, int bytes) {
        LOG.warn(
                "Closed {}: its request of {} bytes is a large one, and as many bytes of those are worked on as"
                        + " largeRequestMaxBytes allows.",
                remote,
                bytes);
    }

    void tooManyWatches(InetSocketAddress remote) {
        LOG.warn(
                "Refused {} a watch: its client holds half of all the watches that this server takes, or there are too many in"
                        + " all. Persistent recursive watches need fewer; corral.watches.max allows more.",
                remote);
    }

    void handshakeFailed(InetSocketAddress remote, Throwable cause) {
        if (cause instanceof ClosedChannelException) {
            LOG.debug("{} left during its TLS handshake", remote);
            return;
        }
        LOG.warn(
                "Closed {}: its TLS handshake failed: {}. Check that it speaks TLS here, which certificate it shows, and whom each"
                        + " side trusts (ssl.keyStore, ssl.trustStore, ssl.clientAuth).",
                remote,
                cause instanceof NotSslRecordException ? "it does not speak TLS" : String.valueOf(cause.getMessage()));
    }

    void tooManyTlsHandshakes(InetSocketAddress remote) {
        LOG.warn(
                "Refused {}: too many TLS handshakes are under way (netty.server.outstandingHandshake.limit).", remote);
    }

    void tooManyConnections(InetSocketAddress remote) {
        LOG.warn(
                "Refused {}: its address has too many connections, or the server has (maxClientCnxns, maxCnxns).",
                remote);
    }
}
