package io.corral.server.ops;

import io.corral.server.config.ClientConfig;
import io.corral.server.config.EnsembleConfig;
import io.corral.server.config.EnsembleMember;
import io.corral.server.config.MemberRole;
import io.corral.server.config.ServerConfig;
import io.corral.server.config.TimingConfig;
import io.corral.server.status.ConfigurationStatus;
import io.corral.server.status.ConfigurationStatus.ClientListening;
import io.corral.server.status.ConfigurationStatus.Directories;
import io.corral.server.status.ConfigurationStatus.QuorumConfiguration;
import java.util.stream.Collectors;

/** A configuration as operators are shown it. */
public final class ConfigurationView {

    /** ZooKeeper's version of a membership that was never changed. */
    private static final String INITIAL_VERSION = "version=0";

    /** ZooKeeper's number for its only election algorithm. */
    public static final int ELECTION_ALGORITHM = 3;

    private ConfigurationView() {}

    /** What is shown of a configuration. */
    public static ConfigurationStatus of(ServerConfig config) {
        ClientConfig clients = config.clients();
        TimingConfig timing = config.timing();
        EnsembleConfig ensemble = config.ensemble();
        return new ConfigurationStatus(
                new ClientListening(clients.port(), -1, clients.maxConnectionsPerAddress(), clients.backlog()),
                new Directories(
                        config.storage().snapshotDir().toString(),
                        config.storage().raftLogDir().toString()),
                timing.tickTimeMillis(),
                timing.minSessionTimeoutMillis(),
                timing.maxSessionTimeoutMillis(),
                ensemble.serverId(),
                ensemble.self().map(self -> quorum(timing, ensemble, self)));
    }

    private static QuorumConfiguration quorum(TimingConfig timing, EnsembleConfig ensemble, EnsembleMember self) {
        String lines = ensemble.members().stream().map(EnsembleMember::text).collect(Collectors.joining("\n"));
        return new QuorumConfiguration(
                timing.initLimitTicks(),
                timing.syncLimitTicks(),
                self.electionPort(),
                self.peerPort(),
                self.role() == MemberRole.OBSERVER,
                lines + "\n" + INITIAL_VERSION);
    }
}
