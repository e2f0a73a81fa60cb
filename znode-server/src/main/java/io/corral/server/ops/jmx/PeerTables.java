package io.corral.server.ops.jmx;

import io.corral.server.config.ServerConfig;
import io.corral.server.status.ServerMode;
import io.corral.server.status.ServerStatus;
import io.corral.server.status.ServerStatusSource;
import io.corral.server.status.SizeStatus;
import io.corral.tree.ensemble.EnsembleMember;
import io.corral.tree.ensemble.HostAndPort;
import io.corral.tree.ensemble.MemberRole;
import java.util.stream.Collectors;

/** The attributes of the beans that stand for the ensemble, its members and the role of this one. */
final class PeerTables {
    private static final int ELECTION_TYPE = 3;
    private static final int OBSERVER_ELECTION_DELAY_MILLIS = 200;
    private static final int MAX_SNAP_SYNCS = 10;
    private static final int MAX_DIFF_SYNCS = 100;
    private static final long MICROS_PER_MILLI = 1000;

    private PeerTables() {}

    /** The ensemble as a whole. */
    static BeanTable<ServerStatus> quorum(ServerConfig config, String name) {
        return new BeanTable<ServerStatus>()
                .text("Name", status -> name)
                .integer("QuorumSize", status -> status.standing().votersCount())
                .integer("InitLimit", status -> config.timing().initLimitTicks())
                .integer("SyncLimit", status -> config.timing().syncLimitTicks())
                .flag("SslQuorum", status -> false)
                .flag("PortUnification", status -> false)
                .number("ObserverElectionDelayMS", status -> OBSERVER_ELECTION_DELAY_MILLIS)
                .flag("DigestEnabled", status -> true)
                .operation("disableDigest", () -> "the digest is always kept");
    }

    /** Any member, as this server knows it. */
    static BeanTable<ServerStatus> member(EnsembleMember member) {
        return new BeanTable<ServerStatus>()
                .text("Name", status -> "replica." + member.id())
                .text("QuorumAddress", status -> member.host() + ":" + member.peerPort())
                .text("ElectionAddress", status -> member.host() + ":" + member.electionPort())
                .text(
                        "ClientAddress",
                        status -> member.clientAddress()
                                .map(HostAndPort::toString)
                                .orElse(""))
                .text("LearnerType", status -> member.role() == MemberRole.OBSERVER ? "OBSERVER" : "PARTICIPANT")
                .flag("Leader", status -> status.standing().leaderId() == member.id());
    }

    /** This server as a member. */
    static BeanTable<ServerStatus> self(ServerConfig config, EnsembleMember member, String started) {
        return member(member)
                .text("StartTime", status -> started)
                .integer("TickTime", status -> config.timing().tickTimeMillis())
                .integer("MaxClientCnxnsPerHost", status -> config.clients().maxConnectionsPerAddress())
                .integer("MaxCnxns", status -> config.clients().maxConnections())
                .integer("MinSessionTimeout", status -> config.timing().minSessionTimeoutMillis())
                .integer("MaxSessionTimeout", status -> config.timing().maxSessionTimeoutMillis())
                .integer("InitLimit", status -> config.timing().initLimitTicks())
                .integer("SyncLimit", status -> config.timing().syncLimitTicks())
                .integer("Tick", status ->
                        (int) (status.host().uptimeMillis() / config.timing().tickTimeMillis()))
                .text("State", PeerTables::state)
                .integer("ElectionType", status -> ELECTION_TYPE)
                .number("ConfigVersion", status -> 0)
                .text(
                        "QuorumSystemInfo",
                        status -> status.identity()
                                .configuration()
                                .quorum()
                                .map(quorum -> quorum.membership())
                                .orElse(""))
                .flag("PartOfEnsemble", status -> true);
    }

    private static String state(ServerStatus status) {
        return switch (status.standing().mode()) {
            case LEADER -> "leading";
            case FOLLOWER -> "following";
            case OBSERVER -> "observing";
            case LOOKING, READ_ONLY, STANDALONE -> "leaderelection";
        };
    }

    /** What a leader, a follower or an observer shows besides what every serving server does. */
    static void role(BeanTable<ServerStatus> table, ServerMode mode, EnsembleMember self, ServerStatusSource source) {
        switch (mode) {
            case LEADER -> leader(table, source);
            case FOLLOWER -> {
                follower(table, self);
                table.text("LastQueuedZxid", PeerTables::zxid)
                        .number("ElectionTimeTaken", PeerTables::electionMillis)
                        .integer("ObserverMasterPacketSizeLimit", status -> 0)
                        .integer("MaxConcurrentSnapSyncs", status -> MAX_SNAP_SYNCS)
                        .integer("MaxConcurrentDiffSyncs", status -> MAX_DIFF_SYNCS);
            }
            case OBSERVER -> {
                follower(table, self);
                table.text(
                        "LearnerMaster",
                        status -> Long.toString(status.standing().leaderId()));
            }
            case STANDALONE, LOOKING, READ_ONLY -> {}
        }
    }

    private static void leader(BeanTable<ServerStatus> table, ServerStatusSource source) {
        table.text("CurrentZxid", PeerTables::zxid)
                .number("ElectionTimeTaken", PeerTables::electionMillis)
                .integer("LastProposalSize", status -> (int) proposals(status).last())
                .integer("MinProposalSize", status -> (int) proposals(status).min())
                .integer("MaxProposalSize", status -> (int) proposals(status).max())
                .integer("MaxConcurrentSnapSyncs", status -> MAX_SNAP_SYNCS)
                .integer("MaxConcurrentDiffSyncs", status -> MAX_DIFF_SYNCS)
                .operation("followerInfo", () -> followers(source.current(), true))
                .operation("nonVotingFollowerInfo", () -> followers(source.current(), false))
                .operation("resetProposalStatistics", () -> "");
    }

    private static void follower(BeanTable<ServerStatus> table, EnsembleMember self) {
        table.text("QuorumAddress", status -> self.host() + ":" + self.peerPort())
                .integer("PendingRevalidationCount", status -> 0);
    }

    private static String followers(ServerStatus status, boolean voters) {
        return status.peers().stream()
                .filter(peer -> peer.voter() == voters)
                .map(peer -> "server " + peer.id() + (peer.connected() ? " connected, " : " not connected, ")
                        + peer.lag().entries() + " entries behind")
                .collect(Collectors.joining("\n"));
    }

    private static SizeStatus proposals(ServerStatus status) {
        return status.traffic().proposalBytes();
    }

    private static long electionMillis(ServerStatus status) {
        return status.timings().rare().election().maxMicros() / MICROS_PER_MILLI;
    }

    private static String zxid(ServerStatus status) {
        return "0x" + Long.toHexString(status.tree().zxid());
    }
}
