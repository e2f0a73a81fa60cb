package io.corral.server.config;

import java.util.Optional;

/**
 * Authentication and enforcement.
 *
 * @param skipAcl whether no ACL is checked
 * @param digestEnabled whether the {@code digest} scheme is offered
 * @param superDigest {@code user:base64(sha1(user:password))} of the user to whom everything is allowed
 * @param enforceQuota whether writes beyond a hard quota are refused
 * @param extendedTypesEnabled whether TTL znodes may be created
 */
public record AccessConfig(
        boolean skipAcl,
        boolean digestEnabled,
        Optional<String> superDigest,
        boolean enforceQuota,
        boolean extendedTypesEnabled) {}
