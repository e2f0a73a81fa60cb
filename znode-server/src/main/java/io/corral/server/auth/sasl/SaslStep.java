package io.corral.server.auth.sasl;

import io.corral.tree.acl.Identity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What comes of one token of a client.
 *
 * @param verdict how it is answered
 * @param token the server's next token; null when it has nothing more to say
 * @param gained the identities the client has proven with this token; empty unless it was the last one
 * @param reason what operators are told when it failed; empty otherwise
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
public record SaslStep(Verdict verdict, byte @Nullable [] token, List<Identity> gained, String reason) {
    /** How a token is answered. */
    public enum Verdict {
        /** With a token. */
        ANSWERED,
        /** The client has not proven who it is. */
        FAILED,
        /** The token has no place in an exchange: the connection closes without a word. */
        BROKEN
    }

    static SaslStep answered(byte @Nullable [] token, List<Identity> gained) {
        return new SaslStep(Verdict.ANSWERED, token, List.copyOf(gained), "");
    }

    static SaslStep failed(String reason) {
        return new SaslStep(Verdict.FAILED, null, List.of(), reason);
    }

    static SaslStep broken(String reason) {
        return new SaslStep(Verdict.BROKEN, null, List.of(), reason);
    }
}
