package io.corral.server.assembly;

import io.corral.raft.core.RaftRole;
import io.corral.raft.core.RaftStatus;
import io.corral.raft.node.NodeMetrics;
import io.corral.raft.node.RaftNode;
import io.corral.raft.port.WriteObstacle;
import io.corral.server.ensemble.KnownEnsemble;
import io.corral.server.frontend.Frontend;
import io.corral.server.frontend.FrontendCounts;
import io.corral.server.frontend.ServingMode;
import io.corral.server.ops.EventJournal;
import io.corral.server.ops.HostProbe;
import io.corral.server.replication.DigestHistory;
import io.corral.server.replication.RaftLink;
import io.corral.server.replication.WriteGate;
import io.corral.server.status.ConnectionStatus;
import io.corral.server.status.DiskState;
import io.corral.server.status.EnsembleStatus;
import io.corral.server.status.Expiries;
import io.corral.server.status.HostStatus;
import io.corral.server.status.Lag;
import io.corral.server.status.LogStatus;
import io.corral.server.status.MemberReport;
import io.corral.server.status.MemberReports;
import io.corral.server.status.NamespaceMeter;
import io.corral.server.status.NamespaceTraffic;
import io.corral.server.status.PeerProgress;
import io.corral.server.status.ServerEvent;
import io.corral.server.status.ServerIdentity;
import io.corral.server.status.ServerMode;
import io.corral.server.status.ServerStatus;
import io.corral.server.status.ServerStatusSource;
import io.corral.server.status.SessionStatus;
import io.corral.server.status.Standing;
import io.corral.server.status.TrafficStatus;
import io.corral.server.status.TreeDigest;
import io.corral.server.status.TreeStatus;
import io.corral.server.status.WatchStatus;
import io.corral.server.status.WriteStanding;
import io.corral.server.view.BatchFeed;
import io.corral.tree.TreeState;
import io.corral.tree.session.Session;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Puts the server's state together for those who show it. Reads counters and the newest published state only. */
final class StatusCollector implements ServerStatusSource {
    private static final long CONTACT_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** ZooKeeper's count of znodes, which tools compare, has the root twice. */
    private static final int ROOT_COUNTED_AGAIN = 1;

    /** What the collector reads from. */
    record Sources(
            RaftNode node,
            Frontend frontend,
            BatchFeed feed,
            ServingWatch serving,
            LagMeter lag,
            LeadershipJournal leadership,
            MemberReports reports,
            EventJournal events,
            WriteGate gate,
            DigestHistory digests,
            TimingReport timings,
            RaftLink link,
            SessionBook sessions,
            NamespaceMeter written,
            AdminTally admin) {}

    private final Supplier<ServerIdentity> identity;
    private final KnownEnsemble ensemble;
    private final String adminUrl;
    private final HostProbe host;
    private final Sources sources;
    private final LongSupplier nanoClock;

    StatusCollector(
            Supplier<ServerIdentity> identity,
            KnownEnsemble ensemble,
            String adminUrl,
            HostProbe host,
            Sources sources,
            LongSupplier nanoClock) {
        this.identity = identity;
        this.ensemble = ensemble;
        this.adminUrl = adminUrl;
        this.host = host;
        this.sources = sources;
        this.nanoClock = nanoClock;
    }

    @Override
    public ServerStatus current() {
        return current(host.read());
    }

    private ServerStatus current(HostStatus machine) {
        RaftStatus raft = sources.node.status();
        NodeMetrics metrics = sources.node.metrics();
        FrontendCounts counts = sources.frontend.counts();
        return new ServerStatus(
                identity.get(),
                standing(raft),
                log(raft),
                tree(counts),
                traffic(counts),
                sources.timings.of(metrics, counts, raft),
                machine,
                sources.admin.counts());
    }

    private Standing standing(RaftStatus raft) {
        return new Standing(
                mode(raft),
                sources.serving.mode().takesRequests(),
                raft.term(),
                raft.leaderId(),
                Math.max(1, ensemble.now().participants().size()),
                TimeUnit.NANOSECONDS.toMillis(nanoClock.getAsLong() - sources.leadership.roleSinceNanos()),
                new WriteStanding(disk(), sources.gate.isClosed()));
    }

    private DiskState disk() {
        Optional<WriteObstacle> obstacle = sources.node.diskObstacle();
        if (obstacle.isEmpty()) {
            return DiskState.WRITABLE;
        }
        return switch (obstacle.get()) {
            case NO_SPACE -> DiskState.FULL;
            case READ_ONLY -> DiskState.READ_ONLY;
        };
    }

    private ServerMode mode(RaftStatus raft) {
        if (ensemble.now().isUnknown()) {
            return ServerMode.STANDALONE;
        }
        if (sources.serving.mode() == ServingMode.READ_ONLY) {
            return ServerMode.READ_ONLY;
        }
        if (raft.leaderId() == 0) {
            return ServerMode.LOOKING;
        }
        if (raft.role() == RaftRole.LEADER) {
            return ServerMode.LEADER;
        }
        boolean observer = ensemble.self().filter(self -> !self.votes()).isPresent();
        return observer ? ServerMode.OBSERVER : ServerMode.FOLLOWER;
    }

    private LogStatus log(RaftStatus raft) {
        return new LogStatus(
                raft.firstIndex(),
                raft.lastIndex(),
                raft.commitIndex(),
                sources.feed.newest().index(),
                sources.lag.lag(),
                raft.snapshotIndex(),
                raft.peers().stream().map(peer -> progress(raft, peer)).toList());
    }

    private static PeerProgress progress(RaftStatus raft, RaftStatus.PeerStatus peer) {
        long behind = Math.max(0, raft.lastIndex() - peer.matchIndex());
        long lateMillis = TimeUnit.NANOSECONDS.toMillis(peer.lagNanos());
        return new PeerProgress(
                peer.id(),
                raft.membership().voters().contains(peer.id()),
                peer.sinceContactNanos() < CONTACT_NANOS,
                peer.matchIndex(),
                new Lag(behind, lateMillis));
    }

    private TreeStatus tree(FrontendCounts counts) {
        TreeState state = sources.feed.newest().state();
        return new TreeStatus(
                state.lastZxid(),
                state.nodeCount() + ROOT_COUNTED_AGAIN,
                state.ephemeralCount(),
                state.dataSize(),
                state.sessions().size(),
                sources.frontend.sessionsOfThisServerAlone(),
                counts.watches(),
                QuotaReport.of(state));
    }

    private TrafficStatus traffic(FrontendCounts counts) {
        TrafficStatus.TlsCounts tls = sources.frontend.handshakes();
        return new TrafficStatus(
                counts.connections(),
                counts.outstanding(),
                counts.packets(),
                counts.latencyMillis(),
                counts.answerBytes(),
                sources.link.proposalSizes(),
                new TrafficStatus.RefusalCounts(
                        sources.frontend.connectionsRejected(),
                        counts.sessionlessExpired(),
                        counts.authenticationFailures() + tls.failed(),
                        counts.badHandshakes(),
                        counts.dropped(),
                        counts.ensembleNames(),
                        counts.throttling()),
                sources.frontend.watchEvents(),
                tls,
                new NamespaceTraffic(
                        sources.frontend.reads(), sources.written.amounts(), sources.frontend.quotaErrors()));
    }

    /** What this server tells the others. No disk is waited for. */
    MemberReport ownReport() {
        return MemberReport.of(current(host.readFromMemory()), adminUrl, sources.frontend.localSessions());
    }

    @Override
    public EnsembleStatus ensemble() {
        return sources.reports.ensemble(ownReport());
    }

    @Override
    public List<ServerEvent> events() {
        return sources.events.newestFirst();
    }

    @Override
    public CompletableFuture<List<ConnectionStatus>> connections() {
        return sources.frontend.connections();
    }

    @Override
    public CompletableFuture<List<WatchStatus>> watches() {
        return sources.frontend.watches();
    }

    @Override
    public List<TreeDigest> digests() {
        return sources.digests.treeDigests();
    }

    @Override
    public List<String> ephemeralsOf(long sessionId) {
        return sources.feed.newest().state().ephemeralsOf(sessionId).stream()
                .sorted()
                .toList();
    }

    @Override
    public CompletableFuture<Expiries> expiries() {
        return sources.sessions.read();
    }

    @Override
    public CompletableFuture<List<SessionStatus>> sessions() {
        TreeState state = sources.feed.newest().state();
        return CompletableFuture.supplyAsync(() -> state.sessions().values().stream()
                .sorted(Comparator.comparingLong(Session::id))
                .map(StatusCollector::session)
                .toList());
    }

    private static SessionStatus session(Session session) {
        return new SessionStatus(
                session.id(),
                session.timeoutMillis(),
                session.owner().serverId(),
                session.ephemeralPaths().stream().sorted().toList());
    }
}
