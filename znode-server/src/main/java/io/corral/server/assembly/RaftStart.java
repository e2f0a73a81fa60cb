package io.corral.server.assembly;

import io.corral.raft.core.CatchUpLimits;
import io.corral.raft.core.RaftLimits;
import io.corral.raft.core.RaftSettings;
import io.corral.raft.core.membership.Membership;
import io.corral.raft.log.DiskDirectory;
import io.corral.raft.log.SegmentedLog;
import io.corral.raft.log.SegmentedLogSettings;
import io.corral.raft.node.BackgroundFiles;
import io.corral.raft.node.LogOpening;
import io.corral.raft.node.LoggedConnections;
import io.corral.raft.node.NodeLimits;
import io.corral.raft.node.OtherMembersException;
import io.corral.raft.node.RaftListener;
import io.corral.raft.node.RaftNode;
import io.corral.raft.node.RaftNodeSettings;
import io.corral.raft.node.RaftPorts;
import io.corral.raft.node.SnapshotPolicy;
import io.corral.raft.port.StateMachine;
import io.corral.raft.snapshot.FileSnapshotStorage;
import io.corral.raft.transport.NettyPeerTransport;
import io.corral.raft.transport.TransportLimits;
import io.corral.raft.transport.TransportSettings;
import io.corral.server.config.EngineConfig.RaftTiming;
import io.corral.server.config.EnsembleConfig;
import io.corral.server.config.ServerConfig;
import io.corral.server.config.StorageConfig.SnapshotRule;
import io.corral.server.tls.TlsEngines;
import io.corral.tree.ensemble.Ensemble;
import io.corral.tree.ensemble.EnsembleMember;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;

/** Starts the Raft node of a server on real files and sockets, as its configuration says. */
final class RaftStart {
    private static final int GROUP = 1;
    private static final String CLUSTER = "corral";

    private RaftStart() {}

    /** The id of this server in the Raft group and in session ids; a standalone server is number 1. */
    static int serverId(ServerConfig config) {
        return config.ensemble().standalone()
                ? 1
                : Math.toIntExact(config.ensemble().serverId());
    }

    /**
     * Opens log and snapshots, restores the state machine and joins the group. On failure nothing stays open.
     *
     * @param tls protects the connections between servers; present when some of them are to be
     * @throws IOException when files cannot be read or written, or the peer port cannot be bound; the message says which
     */
    static Started start(
            ServerConfig config,
            Optional<TlsEngines> tls,
            StateMachine stateMachine,
            RaftListener listener,
            LongSupplier nanoClock)
            throws IOException {
        Files.createDirectories(config.storage().raftLogDir());
        Files.createDirectories(config.storage().snapshotDir());
        Beginnings begun = new Beginnings();
        try {
            long identity = new IdentityFile(config.storage().raftLogDir()).read();
            SplittableRandom random = new SplittableRandom();
            NettyPeerTransport transport = begun.with(new NettyPeerTransport(
                    transport(config).of(identity),
                    random.split(),
                    new LoggedConnections(),
                    PeerTlsEngines.protection(config, tls)));
            Membership first = FirstMembers.of(config, membership(config));
            SegmentedLog log = begun.with(openLog(config));
            FileSnapshotStorage snapshots = begun.with(FileSnapshotStorage.open(
                    config.storage().snapshotDir(), config.storage().snapshots().retained()));
            ConfiguredMembers.check(config, membership(config), log.group(GROUP), snapshots);
            RaftPorts ports =
                    new RaftPorts(log, snapshots, transport, stateMachine, listener, nanoClock, random.split());
            return new Started(startNode(config, first, ports), transport, identity);
        } catch (OtherMembersException e) {
            begun.undo(e);
            throw new IOException(
                    MembersAdvice.of(config.ensemble().changes().memberFile(), e.recorded(), e.configured()), e);
        } catch (IOException | RuntimeException e) {
            begun.undo(e);
            throw e;
        }
    }

    private static RaftNode startNode(ServerConfig config, Membership first, RaftPorts ports) throws IOException {
        try {
            return RaftNode.start(node(config, first), ports);
        } catch (UncheckedIOException e) {
            throw cannotListen(config.ensemble(), e);
        }
    }

    private static SegmentedLog openLog(ServerConfig config) throws IOException {
        return LogOpening.open(
                DiskDirectory.open(config.storage().raftLogDir()),
                new SegmentedLogSettings(config.engine().segmentBytes()),
                new BackgroundFiles(),
                serverId(config),
                membership(config));
    }

    /** The old server of a host that is to run another one now is the likeliest to have the port. */
    private static IOException cannotListen(EnsembleConfig ensemble, UncheckedIOException failure) {
        String line = ensemble.self()
                .map(self -> "server." + self.id() + "=" + self.host() + ":" + self.peerPort())
                .orElse("a server alone");
        Throwable cause = failure.getCause();
        return new IOException(
                (cause == null ? failure : cause).getMessage() + " (" + line
                        + "). Is another server running here, or is the address not of this host?",
                failure);
    }

    /**
     * A node that runs, and its connections.
     *
     * @param identity that of the ensemble, if it is known already
     */
    record Started(RaftNode node, NettyPeerTransport transport, long identity) {}

    private static RaftNodeSettings node(ServerConfig config, Membership first) {
        RaftTiming timing = config.engine().raft();
        SnapshotRule rule = config.storage().snapshots();
        CatchUpLimits catchUp =
                CatchUpLimits.defaults().withSnapshotPace(config.engine().snapshotBytesPerSecond());
        RaftSettings raft = RaftSettings.defaults(serverId(config), GROUP)
                .withTiming(timing.electionTimeoutMin(), timing.electionTimeoutMax(), timing.heartbeat())
                .withLimits(RaftLimits.defaults().withCatchUp(catchUp));
        RaftNodeSettings settings = new RaftNodeSettings(
                raft,
                first,
                NodeLimits.defaults(),
                new SnapshotPolicy(rule.logBytes() > 0 ? rule.logBytes() : Long.MAX_VALUE, rule.entries()));
        return config.ensemble().changes().haveHadAChance() ? settings.withChangingMembers() : settings;
    }

    /** The servers with a vote, by their ids in the Raft group. */
    static Set<Long> voters(ServerConfig config) {
        return membership(config).voters();
    }

    private static Membership membership(ServerConfig config) {
        if (config.ensemble().standalone()) {
            return Membership.ofVoters(Set.of((long) serverId(config)));
        }
        Set<Long> voters = new HashSet<>();
        Set<Long> learners = new HashSet<>();
        for (EnsembleMember member : config.ensemble().members()) {
            (member.votes() ? voters : learners).add(member.id());
        }
        return new Membership(voters, learners, Set.of());
    }

    /** The host of every member, by id; that of a server alone is this machine. */
    static Map<Long, String> hosts(long serverId, Ensemble ensemble) {
        Map<Long, String> hosts = new HashMap<>();
        ensemble.members().forEach(member -> hosts.put(member.id(), member.host()));
        hosts.putIfAbsent(serverId, "localhost");
        return hosts;
    }

    /**
     * Where a server listens for the others.
     *
     * @throws UnknownHostException when its line names a host that is not known
     */
    static InetSocketAddress bindAddress(EnsembleConfig ensemble, EnsembleMember self) throws UnknownHostException {
        return ensemble.listenOnAllAddresses()
                ? new InetSocketAddress(self.peerPort())
                : new InetSocketAddress(InetAddress.getAllByName(self.host())[0], self.peerPort());
    }

    private static TransportSettings transport(ServerConfig config) throws UnknownHostException {
        EnsembleConfig ensemble = config.ensemble();
        if (ensemble.standalone()) {
            InetSocketAddress nowhere = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            return new TransportSettings(CLUSTER, serverId(config), nowhere, Map.of(), TransportLimits.defaults());
        }
        Map<Long, InetSocketAddress> peers = new HashMap<>();
        for (EnsembleMember member : ensemble.members()) {
            if (member.id() != ensemble.serverId()) {
                peers.put(member.id(), InetSocketAddress.createUnresolved(member.host(), member.peerPort()));
            }
        }
        EnsembleMember self = ensemble.self().orElseThrow();
        TransportLimits limits = TransportLimits.defaults();
        TransportSettings settings = new TransportSettings(
                CLUSTER,
                serverId(config),
                bindAddress(ensemble, self),
                peers,
                config.tls()
                        .peers()
                        .settings()
                        .map(tls -> limits.withHandshakeTimeout(tls.handshakeTimeout()))
                        .orElse(limits));
        return ensemble.changes().enabled()
                ? settings.openToGuests(InetSocketAddress.createUnresolved(self.host(), self.peerPort()))
                : settings;
    }
}
