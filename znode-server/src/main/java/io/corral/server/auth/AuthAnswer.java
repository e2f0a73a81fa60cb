package io.corral.server.auth;

import io.corral.tree.acl.Identity;
import java.util.List;

/**
 * What comes of an auth packet.
 *
 * @param verdict how it is answered
 * @param gained the identities the client has proven, possibly none that it did not have before
 */
public record AuthAnswer(Verdict verdict, List<Identity> gained) {
    /** Refused with error -115. */
    static final AuthAnswer REFUSED = new AuthAnswer(Verdict.REFUSED, List.of());

    /** Not worth an answer. */
    static final AuthAnswer DISCONNECTED = new AuthAnswer(Verdict.DISCONNECTED, List.of());

    /** How an auth packet is answered. */
    public enum Verdict {
        /** With success. */
        ACCEPTED,
        /** With an error, and then the connection closes. */
        REFUSED,
        /** Not at all: the connection closes. */
        DISCONNECTED
    }

    static AuthAnswer accepted(Identity... gained) {
        return new AuthAnswer(Verdict.ACCEPTED, List.of(gained));
    }
}
