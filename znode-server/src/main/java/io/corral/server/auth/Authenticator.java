package io.corral.server.auth;

import io.corral.tree.acl.DigestIdentity;
import io.corral.tree.acl.Identity;
import io.corral.tree.acl.SchemeNames;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Answers auth packets: turns what a client shows into identities. Immutable and safe for any thread. */
public final class Authenticator {
    private final boolean digestEnabled;
    private final Optional<String> superDigest;
    private final Set<String> requiredSchemes;

    /**
     * @param digestEnabled whether the digest scheme is offered
     * @param superDigest the digest identity that passes every check; empty for none
     * @param requiredSchemes schemes of which a connection needs an identity; empty when none is needed
     */
    public Authenticator(boolean digestEnabled, Optional<String> superDigest, Set<String> requiredSchemes) {
        this.digestEnabled = digestEnabled;
        this.superDigest = superDigest;
        this.requiredSchemes = Set.copyOf(requiredSchemes);
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
     * @return the identities it gains, possibly none that it did not have before; empty when it is refused
     */
    public Optional<List<Identity>> authenticate(@Nullable String scheme, byte @Nullable [] proof) {
        if (SchemeNames.IP.equals(scheme)) {
            return Optional.of(List.of());
        }
        if (!SchemeNames.DIGEST.equals(scheme) || !digestEnabled || proof == null) {
            return Optional.empty();
        }
        Identity user = DigestIdentity.of(proof, DigestIdentity.DEFAULT_ALGORITHM);
        return Optional.of(isSuper(user) ? List.of(new Identity(SchemeNames.SUPER, ""), user) : List.of(user));
    }

    /** Whether a connection with these identities is answered, or has to authenticate first ({@code enforce.auth.enabled}). */
    public boolean admits(List<Identity> identities) {
        return requiredSchemes.isEmpty()
                || identities.stream().anyMatch(identity -> requiredSchemes.contains(identity.scheme()));
    }

    private boolean isSuper(Identity user) {
        return superDigest
                .map(digest -> MessageDigest.isEqual(
                        digest.getBytes(StandardCharsets.UTF_8), user.id().getBytes(StandardCharsets.UTF_8)))
                .orElse(false);
    }
}
