package io.corral.raft.transport;

import io.netty.handler.ssl.NotSslRecordException;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** What went wrong with the protection of a connection, in words for operators. */
final class TlsTrouble {

    private TlsTrouble() {}

    /** What a failure says about TLS; empty when it is not about TLS. */
    static Optional<String> of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof NotSslRecordException) {
                return Optional.of("it does not speak TLS, and this node takes nothing else");
            }
            if (cause instanceof SSLException) {
                return Optional.of("the TLS handshake failed: " + cause.getMessage());
            }
        }
        return Optional.empty();
    }
}
