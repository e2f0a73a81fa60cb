package io.corral.server.config;

import java.util.Optional;
import java.util.Set;

/**
 * Authentication and enforcement.
 *
 * @param skipAcl whether no ACL is checked
 * @param digestEnabled whether the {@code digest} scheme is offered
 * @param superDigest {@code user:base64(sha1(user:password))} of the user to whom everything is allowed
 * @param enforceQuota whether writes beyond a hard quota are refused
 * @param extendedTypesEnabled whether TTL znodes may be created
 * @param requiredSchemes schemes of which a connection needs an identity before anything is answered ({@code
 *     enforce.auth.schemes}); empty when none is needed
 */
public record AccessConfig(
        boolean skipAcl,
        boolean digestEnabled,
        Optional<String> superDigest,
        boolean enforceQuota,
        boolean extendedTypesEnabled,
        Set<String> requiredSchemes) {

    /** Copies the set. */
    public AccessConfig {
        requiredSchemes = Set.copyOf(requiredSchemes);
    }
}
