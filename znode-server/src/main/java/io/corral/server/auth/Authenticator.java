package io.corral.server.auth;

import io.corral.server.config.DigestConfig;
import io.corral.server.config.SchemeConfig;
import io.corral.server.status.EnsembleNameCounts;
import io.corral.tree.acl.DigestIdentity;
import io.corral.tree.acl.Identity;
import io.corral.tree.acl.SchemeNames;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers auth packets: turns what a client shows into identities. Immutable and safe for any thread. */
public final class Authenticator {
    private static final String ENSEMBLE = "ensemble";

    private final SchemeConfig schemes;
    private final DigestConfig digest;

    /**
     * @param schemes the schemes that are offered, and those that are needed
     * @param digest who passes every check, and how passwords are hashed
     */
    public Authenticator(SchemeConfig schemes, DigestConfig digest) {
        this.schemes = schemes;
        this.digest = digest;
    }

    /** The identity that every connection has from the start. */
    public static Identity ofAddress(InetAddress address) {
        return new Identity(SchemeNames.IP, address.getHostAddress());
    }

    /**
     * Checks what a client shows.
     *
     * @param scheme the scheme it names
     * @param proof what it shows; for digest the bytes of {@code user:password}
     * @param proven the identities it has; one by certificate was gained in the handshake or not at all
     */
    public AuthAnswer authenticate(@Nullable String scheme, byte @Nullable [] proof, List<Identity> proven) {
        if (scheme == null || !schemes.offered().contains(scheme)) {
            return AuthAnswer.REFUSED;
        }
        return switch (scheme) {
            case SchemeNames.IP -> AuthAnswer.accepted();
            case SchemeNames.DIGEST -> proof == null ? AuthAnswer.REFUSED : user(proof);
            case SchemeNames.X509 ->
                proven.stream().anyMatch(identity -> identity.scheme().equals(SchemeNames.X509))
                        ? AuthAnswer.accepted()
                        : AuthAnswer.REFUSED;
            case ENSEMBLE -> ensemble(proof == null ? new byte[0] : proof);
            default -> AuthAnswer.REFUSED;
        };
    }

    /**
     * What is counted of an answered packet that named an ensemble; nothing of other schemes.
     *
     * @param scheme the scheme it named
     * @param proof what it showed
     * @param answer what came of it
     */
    public EnsembleNameCounts countOf(@Nullable String scheme, byte @Nullable [] proof, AuthAnswer answer) {
        if (!ENSEMBLE.equals(scheme) || answer.verdict() == AuthAnswer.Verdict.REFUSED) {
            return EnsembleNameCounts.NONE;
        }
        if (proof == null || proof.length == 0 || schemes.ensembleNames().isEmpty()) {
            return EnsembleNameCounts.UNCHECKED;
        }
        return answer.verdict() == AuthAnswer.Verdict.ACCEPTED ? EnsembleNameCounts.MEANT : EnsembleNameCounts.MISTAKEN;
    }

    /** Whether a connection with these identities is answered, or has to authenticate first ({@code enforce.auth.enabled}). */
    public boolean admits(List<Identity> identities) {
        return schemes.required().isEmpty()
                || identities.stream().anyMatch(identity -> schemes.required().contains(identity.scheme()));
    }

    /** Whether a client has to authenticate by SASL, so that one that fails to is turned away. */
    public boolean requiresSasl() {
        return schemes.required().contains(SchemeNames.SASL);
    }

    private AuthAnswer user(byte[] userAndPassword) {
        Identity user = DigestIdentity.of(userAndPassword, digest.algorithm());
        return isSuper(user)
                ? AuthAnswer.accepted(new Identity(SchemeNames.SUPER, ""), user)
                : AuthAnswer.accepted(user);
    }

    private boolean isSuper(Identity user) {
        return digest.superDigest()
                .map(expected -> MessageDigest.isEqual(
                        expected.getBytes(StandardCharsets.UTF_8), user.id().getBytes(StandardCharsets.UTF_8)))
                .orElse(false);
    }

    /** The client says which ensemble it means; one that means another is sent away before it does harm. */
    private AuthAnswer ensemble(byte[] name) {
        boolean meant = name.length == 0
                || schemes.ensembleNames()
                        .map(names -> names.contains(new String(name, StandardCharsets.UTF_8)))
                        .orElse(true);
        return meant ? AuthAnswer.accepted() : AuthAnswer.DISCONNECTED;
    }
}
