package io.corral.server.status;

import java.util.Optional;

/**
 * The configuration a server runs with, as far as {@code conf} shows it.
 *
 * @param clients where and whom it serves
 * @param storage where its files are
 * @param tickTimeMillis length of a tick
 * @param minSessionTimeoutMillis smallest session timeout granted
 * @param maxSessionTimeoutMillis largest session timeout granted
 * @param serverId the number in {@code myid}; 0 for a standalone server
 * @param quorum present when the server belongs to an ensemble
 */
public record ConfigurationStatus(
        ClientListening clients,
        Directories storage,
        int tickTimeMillis,
        int minSessionTimeoutMillis,
        int maxSessionTimeoutMillis,
        long serverId,
        Optional<QuorumConfiguration> quorum) {

    /**
     * Where and whom a server serves.
     *
     * @param clientPort port for clients in plain text, -1 when there is none
     * @param secureClientPort port for clients with TLS, -1 when there is none
     * @param maxConnectionsPerAddress limit of connections from one address; 0 is no limit
     * @param backlog length of the accept queue; -1 is the platform's default
     */
    public record ClientListening(int clientPort, int secureClientPort, int maxConnectionsPerAddress, int backlog) {}

    /**
     * Where a server's files are.
     *
     * @param dataDir directory of the snapshots
     * @param dataLogDir directory of the log
     */
    public record Directories(String dataDir, String dataLogDir) {}

    /**
     * What a member of an ensemble shows besides.
     *
     * @param initLimit ticks a follower may take to catch up at first
     * @param syncLimit ticks a follower may be silent
     * @param electionPort second port of this server's {@code server.N} line
     * @param quorumPort first port of this server's {@code server.N} line
     * @param observer whether this server has no vote
     * @param membership the {@code server.N} lines and the {@code version=} line, separated by newlines, without a last one
     */
    public record QuorumConfiguration(
            int initLimit, int syncLimit, int electionPort, int quorumPort, boolean observer, String membership) {}
}
