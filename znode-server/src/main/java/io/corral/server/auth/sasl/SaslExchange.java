package io.corral.server.auth.sasl;

import java.util.function.Consumer;

/** The exchange of one connection. One token at a time: the next is given when the step of the one before is known. */
public interface SaslExchange {
    /**
     * Takes a token of the client.
     *
     * @param token what the client sent
     * @param then told once what comes of it; on any thread
     */
    void take(byte[] token, Consumer<SaslStep> then);
}
