package io.corral.server.config;

import io.corral.server.auth.principal.AuthorizedNames;
import java.util.Optional;
import java.util.Set;

/**
 * How clients authenticate by SASL.
 *
 * @param login the section of the JAAS file; empty when the server has none and every exchange comes to nothing
 * @param superPassword password of the DIGEST-MD5 user {@code super}, in place of the one in the section
 * @param superUsers names to whom everything is allowed ({@code superUser}, {@code superUser.*})
 * @param anyUser the id that stands for every SASL user in access control lists ({@code letAnySaslUserDoX})
 * @param allowFailedClients whether a connection stays open when its exchange fails
 * @param names what clients are called
 */
public record SaslConfig(
        Optional<LoginSection> login,
        Optional<String> superPassword,
        Set<String> superUsers,
        Optional<String> anyUser,
        boolean allowFailedClients,
        AuthorizedNames names) {

    /** Copies the set. */
    public SaslConfig {
        superUsers = Set.copyOf(superUsers);
    }

    /** Shows no password. */
    @Override
    public String toString() {
        return "SaslConfig[login=" + login + ", superUsers=" + superUsers + ", anyUser=" + anyUser
                + ", allowFailedClients=" + allowFailedClients + "]";
    }
}
