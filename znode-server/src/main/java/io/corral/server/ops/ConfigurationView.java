package io.corral.server.ops;

import io.corral.server.config.ClientConfig;
import io.corral.server.config.EnsembleConfig;
import io.corral.server.config.ServerConfig;
import io.corral.server.config.TimingConfig;
import io.corral.server.status.ConfigurationStatus;
import io.corral.server.status.ConfigurationStatus.ClientListening;
import io.corral.server.status.ConfigurationStatus.Directories;
import io.corral.server.status.ConfigurationStatus.QuorumConfiguration;
import io.corral.tree.ensemble.Ensemble;
import io.corral.tree.ensemble.EnsembleMember;
import io.corral.tree.ensemble.HostAndPort;
import java.util.Optional;

/** A configuration as operators are shown it. */
public final class ConfigurationView {

    /** ZooKeeper's number for its only election algorithm. */
    public static final int ELECTION_ALGORITHM = 3;

    private ConfigurationView() {}

    /** What is shown of a configuration, with the members that it names. */
    public static ConfigurationStatus of(ServerConfig config) {
        return of(config, config.ensemble().ensemble(), config.ensemble().self());
    }

    /**
     * What is shown of a configuration.
     *
     * @param known the members now
     * @param own this server's line; empty for a standalone server
     */
    public static ConfigurationStatus of(ServerConfig config, Ensemble known, Optional<EnsembleMember> own) {
        ClientConfig clients = config.clients();
        TimingConfig timing = config.timing();
        EnsembleConfig ensemble = config.ensemble();
        return new ConfigurationStatus(
                new ClientListening(
                        own.flatMap(EnsembleMember::clientAddress)
                                .map(HostAndPort::port)
                                .orElse(clients.port()),
                        config.tls().clients().securePort(),
                        clients.maxConnectionsPerAddress(),
                        clients.backlog()),
                new Directories(
                        config.storage().snapshotDir().toString(),
                        config.storage().raftLogDir().toString()),
                timing.tickTimeMillis(),
                timing.minSessionTimeoutMillis(),
                timing.maxSessionTimeoutMillis(),
                ensemble.serverId(),
                own.map(self -> quorum(timing, known, self)));
    }

    private static QuorumConfiguration quorum(TimingConfig timing, Ensemble known, EnsembleMember self) {
        return new QuorumConfiguration(
                timing.initLimitTicks(),
                timing.syncLimitTicks(),
                self.electionPort(),
                self.peerPort(),
                !self.votes(),
                known.text());
    }
}
