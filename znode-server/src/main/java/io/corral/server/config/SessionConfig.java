package io.corral.server.config;

/**
 * Sessions out of the ordinary.
 *
 * @param localEnabled whether new sessions are known to their server alone ({@code localSessionsEnabled})
 * @param upgradingEnabled whether such a session becomes an ordinary one when it creates an ephemeral node ({@code
 *     localSessionsUpgradingEnabled})
 * @param readOnlyMode whether a server without a leader serves clients that only want to read ({@code readonlymode.enabled})
 */
public record SessionConfig(boolean localEnabled, boolean upgradingEnabled, boolean readOnlyMode) {}
