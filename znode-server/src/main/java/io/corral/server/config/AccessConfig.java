package io.corral.server.config;

/**
 * Who may do what, and what is written down of it.
 *
 * @param skipAcl whether no ACL is checked
 * @param eagerAclCheck whether a server that does not lead refuses a write by itself when the ACL it knows forbids it
 * @param audit what is written down of writes
 * @param enforceQuota whether writes beyond a hard quota are refused
 * @param extendedTypesEnabled whether TTL znodes may be created
 * @param schemes the authentication schemes
 * @param digest the scheme {@code digest}
 * @param sasl the scheme {@code sasl}
 */
public record AccessConfig(
        boolean skipAcl,
        boolean eagerAclCheck,
        AuditConfig audit,
        boolean enforceQuota,
        boolean extendedTypesEnabled,
        SchemeConfig schemes,
        DigestConfig digest,
        SaslConfig sasl) {}
