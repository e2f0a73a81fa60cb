package io.corral.server.status;

/**
 * The size of the replicated state.
 *
 * @param zxid the last transaction
 * @param nodeCount number of znodes, the fixed ones included
 * @param ephemeralCount number of ephemeral znodes
 * @param approximateDataBytes sum of path lengths and data lengths
 * @param sessionCount sessions of the whole ensemble
 * @param localSessionCount sessions that this server alone knows
 * @param watches watches of this server's clients
 * @param quotas quotas and their use
 */
public record TreeStatus(
        long zxid,
        long nodeCount,
        long ephemeralCount,
        long approximateDataBytes,
        int sessionCount,
        int localSessionCount,
        WatchCounts watches,
        QuotaTotals quotas) {}
