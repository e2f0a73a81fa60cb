package io.corral.server.config;

import java.util.Optional;
import java.util.Set;

/**
 * The authentication schemes of a server.
 *
 * @param offered names of the schemes that clients may authenticate with and access control lists may name
 * @param required schemes of which a connection needs an identity before anything is answered ({@code enforce.auth.schemes});
 *     empty when none is needed
 * @param ensembleNames what a client of the scheme {@code ensemble} may name; empty for anything
 */
public record SchemeConfig(Set<String> offered, Set<String> required, Optional<Set<String>> ensembleNames) {

    /** Copies the sets. */
    public SchemeConfig {
        offered = Set.copyOf(offered);
        required = Set.copyOf(required);
        ensembleNames = ensembleNames.map(Set::copyOf);
    }
}
