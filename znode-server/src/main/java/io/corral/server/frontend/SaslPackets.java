package io.corral.server.frontend;

import io.corral.server.auth.sasl.SaslExchange;
import io.corral.server.auth.sasl.SaslStep;
import io.corral.wire.codec.ReplyEncoder;
import io.corral.wire.record.ErrorCode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The SASL packets of one connection. While one of them is looked at, elsewhere, nothing more is read from the client; so what
 * comes behind the last one is served with the identity that was proven. Touched by its event loop alone.
 */
final class SaslPackets {
    private static final long NO_ZXID = 0;

    private final ClientConnection connection;
    private final FrontendLoop loop;
    private final Optional<SaslExchange> exchange;

    SaslPackets(ClientConnection connection, FrontendLoop loop) {
        this.connection = connection;
        this.loop = loop;
        this.exchange = loop.services().sasl().begin();
    }

    /** A token of the client; one that is null or cannot be read costs the connection, as in ZooKeeper. */
    void take(int xid, byte @Nullable [] token) {
        if (token == null) {
            connection.close();
            return;
        }
        exchange.ifPresentOrElse(
                open -> {
                    connection.authenticating(true);
                    open.take(token, step -> loop.execute(() -> answer(xid, step)));
                },
                () -> reply(xid, ErrorCode.OK, null));
    }

    private void answer(int xid, SaslStep step) {
        if (connection.isClosed()) {
            return;
        }
        try {
            switch (step.verdict()) {
                case ANSWERED -> gained(xid, step);
                case FAILED -> failed(xid, step.reason());
                case BROKEN -> {
                    loop.services().log().saslBroken(connection.remote(), step.reason());
                    connection.close();
                }
            }
            if (!connection.isClosed()) {
                connection.authenticating(false);
            }
        } catch (RuntimeException | Error e) {
            connection.fail(e);
        }
    }

    private void gained(int xid, SaslStep step) {
        if (!connection.gain(step.gained())) {
            failed(xid, "the connection has too many identities");
            return;
        }
        if (!step.gained().isEmpty()) {
            loop.services().log().saslCompleted(connection, step.gained().get(0).id());
        }
        reply(xid, ErrorCode.OK, step.token());
    }

    private void failed(int xid, String reason) {
        boolean required = loop.services().authenticator().requiresSasl();
        boolean stays = loop.services().sasl().toleratesFailures() && !required;
        loop.services().log().saslFailed(connection.remote(), reason, stays);
        if (stays) {
            reply(xid, ErrorCode.OK, null);
            return;
        }
        loop.traffic().authenticationFailures++;
        reply(xid, required ? ErrorCode.SESSION_CLOSED_REQUIRE_SASL_AUTH : ErrorCode.AUTH_FAILED, null);
        connection.close();
    }

    private void reply(int xid, int error, byte @Nullable [] token) {
        connection.countSent();
        ReplyEncoder.token(connection.frames(), xid, NO_ZXID, error, token);
    }
}
