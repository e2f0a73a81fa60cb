package io.corral.server.config;

/**
 * The audit log.
 *
 * @param enabled whether writes are written down
 * @param processUser name of the user whose process the server is
 */
public record AuditConfig(boolean enabled, String processUser) {}
