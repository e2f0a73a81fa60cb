package io.corral.server.assembly;

import io.corral.raft.core.membership.Membership;
import io.corral.raft.port.LogStorage;
import io.corral.raft.port.SnapshotStorage;
import io.corral.server.config.ServerConfig;
import java.io.IOException;

/**
 * Sees that the members of an ensemble are not changed by editing the configuration, where they are changed in no other way either.
 * Snapshots and changes of members say who the members are, and the engine compares; but a log that has neither says nothing. So
 * the members are written down beside it when it begins. Without that, a server that ran alone for an hour could be given two new
 * ones that elect a leader without it, whose log has other entries at the same places.
 */
final class ConfiguredMembers {
    private static final String FILE = "configured" + MembersFile.NAME;

    private ConfiguredMembers() {}

    /**
     * Compares the members that are configured with those with whom the log began.
     *
     * @throws IOException when they are others, or a file cannot be read or written; the message says what to do
     */
    static void check(ServerConfig config, Membership configured, LogStorage log, SnapshotStorage snapshots)
            throws IOException {
        if (config.ensemble().changes().haveHadAChance()) {
            return;
        }
        MembersFile file = new MembersFile(config.storage().raftLogDir().resolve(FILE));
        if (!file.exists()) {
            file.write(configured);
            return;
        }
        Membership before = file.read();
        if (before.equals(configured)) {
            return;
        }
        boolean another = !before.all().equals(configured.all());
        if (another && log.lastIndex() > 0 && saysNothing(log, snapshots)) {
            throw new IOException(
                    MembersAdvice.of(config.ensemble().changes().memberFile(), before.all(), configured.all()));
        }
        file.write(configured);
    }

    private static boolean saysNothing(LogStorage log, SnapshotStorage snapshots) throws IOException {
        return log.restored().memberships().isEmpty() && snapshots.list().isEmpty();
    }
}
