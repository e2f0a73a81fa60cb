package io.corral.server.assembly;

import io.corral.raft.node.RaftNode;
import io.corral.raft.transport.NettyPeerTransport;
import io.corral.server.config.DynamicFiles;
import io.corral.server.config.EnsembleConfig;
import io.corral.server.config.ServerConfig;
import io.corral.server.control.ControlPort;
import io.corral.server.ensemble.EnsembleFollower;
import io.corral.server.ensemble.IdentityKeeper;
import io.corral.server.ensemble.KnownEnsemble;
import io.corral.server.ensemble.ReconfigDuty;
import io.corral.server.frontend.Frontend;
import io.corral.server.frontend.Surroundings;
import io.corral.server.ops.ConfigurationView;
import io.corral.server.ops.EnvironmentFacts;
import io.corral.server.ops.EventJournal;
import io.corral.server.ops.FourLetterWords;
import io.corral.server.ops.HostProbe;
import io.corral.server.ops.PauseMonitor;
import io.corral.server.ops.ServerVersion;
import io.corral.server.ops.jmx.ManagementBeans;
import io.corral.server.ops.metrics.RaftMetricsCollector;
import io.corral.server.replication.AbandonedCopies;
import io.corral.server.replication.ConfigPublisher;
import io.corral.server.replication.DigestHistory;
import io.corral.server.replication.DigestJury;
import io.corral.server.replication.PerishableNodes;
import io.corral.server.replication.RaftLink;
import io.corral.server.replication.SessionExpiry;
import io.corral.server.replication.SnapshotFiles;
import io.corral.server.replication.TreeReplica;
import io.corral.server.replication.WriteGate;
import io.corral.server.session.PauseAwareTime;
import io.corral.server.status.DurationMeter;
import io.corral.server.status.MemberReportCodec;
import io.corral.server.status.MemberReports;
import io.corral.server.status.NamespaceMeter;
import io.corral.server.status.ServerIdentity;
import io.corral.server.status.ServerStatusSource;
import io.corral.server.view.BatchFeed;
import io.corral.server.view.PublishedBatch;
import io.corral.tree.TreeRules;
import io.corral.tree.TreeState;
import io.corral.tree.ensemble.EnsembleMember;
import io.prometheus.client.Collector;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLContext;

/** The parts of a running server, put together in one visible place, and their orderly end. */
public final class ServerAssembly implements AutoCloseable {
    private static final Duration SERVING_CHECK = Duration.ofMillis(20);
    private static final Duration ENSEMBLE_CHECK = Duration.ofMillis(20);
    private static final Duration GUEST_CHECK = Duration.ofSeconds(10);
    private static final Duration COPY_CHECK = Duration.ofSeconds(5);
    private static final Duration LAG_SAMPLE = Duration.ofMillis(100);
    private static final Duration QUOTA_CHECK = Duration.ofSeconds(10);
    private static final Duration BEANS_CHECK = Duration.ofSeconds(2);
    private static final Duration SLOW_FORCE_CHECK = Duration.ofSeconds(5);
    private static final Duration CERTIFICATE_CHECK = Duration.ofSeconds(1);
    private static final Duration REPORT = Duration.ofMillis(500);
    private static final Duration REPORT_VALID = REPORT.multipliedBy(4);
    private static final Duration PAUSE_TOLERATED = Duration.ofMillis(300);
    private static final int DEFAULT_SYNC_LIMIT_TICKS = 5;
    private static final int EVENTS_KEPT = 256;

    /** As long as ZooKeeper looks for a leader before it serves reads without one. */
    private static final int READ_ONLY_AFTER_MILLIS = 2000;

    /** Besides the event loops, one other reads every batch. */
    private static final int SESSION_EXPIRY = 1;

    private final ServerConfig config;
    private final LongSupplier nanoClock;
    private final int serverId;
    private final BatchFeed feed;
    private final Audience audience = new Audience();
    private final OperatorDesk desk = new OperatorDesk();
    private final Housekeeping housekeeping = new Housekeeping("corral-housekeeping");
    private final Housekeeping operators = new Housekeeping("corral-operators");
    private final Housekeeping reporting = new Housekeeping("corral-reports");
    private final Housekeeping following = new Housekeeping("corral-ensemble");
    private final DurationMeter pauses = new DurationMeter();
    private final DurationMeter copies = new DurationMeter();
    private final AdminTally admin = new AdminTally();
    private final Optional<PauseMonitor> pauseMonitor;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final String version = ServerVersion.load().text();
    private final ServerTls tls;
    private final EventJournal events;
    private final WriteGate gate;
    private final RaftLink link;
    private final Frontend frontend;
    private final RaftNode node;
    private final NettyPeerTransport transport;
    private final KnownEnsemble ensemble;
    private final StatusCollector status;
    private final ControlPort control;
    private final ManagementBeans beans;

    private ServerAssembly(ServerConfig config, Surroundings surroundings, Beginnings begun) throws IOException {
        List.of(housekeeping, operators, reporting, following).forEach(begun::with);
        this.config = config;
        this.nanoClock = surroundings.nanoClock();
        LongSupplier wallClockMillis = surroundings.wallClockMillis();
        this.serverId = RaftStart.serverId(config);
        this.pauseMonitor = config.operations().alarms().pauses().map(how -> new PauseMonitor(how, pauses, nanoClock));
        this.tls = ServerTls.open(config.tls(), () -> Instant.ofEpochMilli(wallClockMillis.getAsLong()));
        this.feed = new BatchFeed(
                PublishedBatch.discontinuity(0, TreeState.initial()),
                config.engine().eventLoops() + SESSION_EXPIRY);
        this.ensemble = new KnownEnsemble(config.ensemble(), feed);
        this.events = new EventJournal(EVENTS_KEPT, wallClockMillis);
        DigestHistory digests = new DigestHistory();
        this.gate = new WriteGate(serverId, RaftStart.voters(config), REPORT_VALID, nanoClock);
        this.link = new RaftLink(serverId, audience, digests, rules(config), gate, wallClockMillis);
        this.frontend = begun.with(Frontend.prepare(config, serverId, link, feed, desk, surroundings));
        feed.wakeFromNowOn(frontend.readers());
        MemberReports reports = reports();
        LeadershipJournal journal = new LeadershipJournal(nanoClock);
        SessionExpiry expiry = watchOverSessions();
        DigestJury jury = new DigestJury(serverId, digests, audience::failed);
        audience.introduce(new Audience.Parts(
                frontend, expiry, reports, journal, gate, jury, () -> reporting.execute(this::report)));
        SnapshotFiles snapshots =
                new SnapshotFiles(config.storage().snapshotDir().resolve("building"), wallClockMillis);
        snapshots.removeLeftovers();
        TreeReplica replica = new TreeReplica(serverId, feed, snapshots, digests);
        RaftStart.Started started =
                RaftStart.start(config, tls.peers(), replica, new RaftEvents(link, events), nanoClock);
        this.node = begun.with(started.node());
        this.transport = started.transport();
        ServingWatch serving = new ServingWatch(
                link, feed, servingPatience(), this::stateIsWhole, nanoClock, frontend::servingChanged);
        LagMeter lag = new LagMeter();
        SlowForceWatch slowForces = new SlowForceWatch(
                () -> node.metrics().persistNanos(),
                config.operations().alarms().slowForce());
        operators.every(SLOW_FORCE_CHECK, "slow disk", slowForces);
        this.status = collector(
                serving,
                lag,
                reports,
                digests,
                new TimingReport(frontend, journal, slowForces, expiry, pauses, copies),
                new SessionBook(expiry, housekeeping::execute, nanoClock, wallClockMillis),
                replica.written());
        this.control = controlPort(snapshots, replica);
        housekeeping.every(COPY_CHECK, "copies", new AbandonedCopies(link, feed, nanoClock));
        desk.open(
                new FourLetterWords(config.operations().fourLetterWords(), status, control, environment(identity())),
                frontend::refreshCounts,
                operators::execute);
        housekeeping.every(SERVING_CHECK, "serving", serving);
        keepHouse(wallClockMillis);
        housekeeping.every(LAG_SAMPLE, "lag", () -> sampleLag(lag, reports));
        this.beans = new ManagementBeans(
                config,
                ensemble::now,
                status,
                control,
                ManagementFactory.getPlatformMBeanServer(),
                wallClockMillis.getAsLong());
        operators.every(BEANS_CHECK, "management beans", beans);
        if (!config.ensemble().standalone()) {
            tellTheOthers(jury);
            keepIdentity(started.identity(), surroundings.random());
            followEnsemble(reports);
        }
    }

    private void tellTheOthers(DigestJury jury) {
        reporting.every(REPORT, "report", this::report);
        reporting.every(
                REPORT, "digests", () -> jury.judge(node.status().membership().voters()));
    }

    private void keepHouse(LongSupplier wallClockMillis) {
        housekeeping.every(REPORT, "write gate", gate::review);
        operators.every(
                Duration.ofMillis(PerishableNodes.STEP_MILLIS),
                "containers and TTL nodes",
                new PerishableNodes(link, feed, config.containers(), nanoClock, wallClockMillis));
        if (tls.reloads()) {
            operators.every(CERTIFICATE_CHECK, "certificates", tls);
        }
        operators.every(QUOTA_CHECK, "quotas", new QuotaWatch(link, feed));
    }

    private ControlPort controlPort(SnapshotFiles snapshots, TreeReplica replica) {
        TransferDesk transfers = new TransferDesk(
                feed,
                snapshots,
                config,
                replica.replacements(),
                link,
                Runtime.getRuntime().maxMemory(),
                tls.ownersAmongClients(config.tls().clients().superUser()));
        return new ServerControl(
                node, frontend, link, new TimedTransfer(transfers, copies, nanoClock), replica.written(), admin);
    }

    private void keepIdentity(long known, RandomGenerator random) {
        IdentityFile file = new IdentityFile(config.storage().raftLogDir());
        operators.every(
                ENSEMBLE_CHECK,
                "identity",
                new IdentityKeeper(known, link, feed, random, file, transport::belongsTo, nanoClock));
    }

    private void followEnsemble(MemberReports reports) {
        EnsembleConfig configured = config.ensemble();
        housekeeping.every(
                ENSEMBLE_CHECK,
                "reconfig",
                new ReconfigDuty(configured, link, feed, new RaftGroup(node, transport), nanoClock));
        if (!configured.changes().haveHadAChance()) {
            housekeeping.every(REPORT, "membership", new ConfigPublisher(link, feed, configured.ensemble()));
            return;
        }
        following.every(
                ENSEMBLE_CHECK,
                "ensemble",
                new EnsembleFollower(
                        serverId, ensemble, feed, new EnsembleParts(config, transport, frontend, gate, reports)));
        if (configured.changes().enabled()) {
            housekeeping.every(GUEST_CHECK, "guests", transport::dismissAbsentGuests);
            operators.every(SERVING_CHECK, "dynamic files", new DynamicFileTask(new DynamicFiles(configured), feed));
        }
    }

    /**
     * Starts everything but the client ports: {@link #listen} opens them. On failure nothing keeps running.
     *
     * @param config what the server is told
     * @param surroundings time and chance
     * @throws IOException when files or the port for the other servers cannot be used
     */
    public static ServerAssembly start(ServerConfig config, Surroundings surroundings) throws IOException {
        Beginnings begun = new Beginnings();
        try {
            ServerAssembly assembly = new ServerAssembly(config, surroundings, begun);
            assembly.pauseMonitor.ifPresent(PauseMonitor::start);
            assembly.frontend.start();
            assembly.link.connect(assembly.node);
            return assembly;
        } catch (IOException | RuntimeException e) {
            begun.undo(e);
            throw e;
        }
    }

    /**
     * Takes clients from now on.
     *
     * @throws IOException when a client port cannot be bound; the server must be closed then
     */
    public void listen() throws IOException {
        frontend.listen(config, tls.clients());
    }

    private static TreeRules rules(ServerConfig config) {
        return new TreeRules(
                config.access().extendedTypesEnabled(), config.access().enforceQuota());
    }

    private SessionExpiry watchOverSessions() {
        int tick = config.timing().tickTimeMillis();
        Duration interval = Duration.ofMillis(Math.max(20, Math.min(250, tick / 4)));
        SessionExpiry expiry = new SessionExpiry(
                link,
                feed,
                tick,
                new PauseAwareTime(interval.toNanos(), PAUSE_TOLERATED.toNanos(), nanoClock.getAsLong()),
                nanoClock);
        housekeeping.every(interval, "session expiry", expiry);
        return expiry;
    }

    private MemberReports reports() {
        long id = config.ensemble().serverId();
        return new MemberReports(id, RaftStart.hosts(id, ensemble.now()), REPORT_VALID, nanoClock);
    }

    private ServingWatch.Patience servingPatience() {
        long tick = config.timing().tickTimeMillis();
        int ticks = config.timing().syncLimitTicks();
        Duration serving = Duration.ofMillis((ticks > 0 ? ticks : DEFAULT_SYNC_LIMIT_TICKS) * tick);
        Duration readOnly = Duration.ofMillis(Math.max(READ_ONLY_AFTER_MILLIS, tick));
        return new ServingWatch.Patience(
                serving.toNanos(), config.sessions().readOnlyMode() ? readOnly.toNanos() : ServingWatch.NEVER);
    }

    private boolean stateIsWhole() {
        return node.status().lastIndex() == feed.newest().index();
    }

    private StatusCollector collector(
            ServingWatch serving,
            LagMeter lag,
            MemberReports reports,
            DigestHistory digests,
            TimingReport timings,
            SessionBook sessions,
            NamespaceMeter written) {
        HostProbe host =
                new HostProbe(config.storage().snapshotDir(), config.storage().raftLogDir(), nanoClock);
        return new StatusCollector(
                this::identity,
                ensemble,
                adminUrl(),
                host,
                new StatusCollector.Sources(
                        node,
                        frontend,
                        feed,
                        serving,
                        lag,
                        timings.leadership(),
                        reports,
                        events,
                        gate,
                        digests,
                        timings,
                        link,
                        sessions,
                        written,
                        admin),
                nanoClock);
    }

    private ServerIdentity identity() {
        return new ServerIdentity(
                config.ensemble().serverId(), version, ConfigurationView.of(config, ensemble.now(), ensemble.self()));
    }

    private String adminUrl() {
        return config.operations()
                .admin()
                .map(admin -> config.tls().admin().scheme() + "://"
                        + config.ensemble().self().map(EnsembleMember::host).orElse("localhost") + ":" + admin.port())
                .orElse("");
    }

    private static EnvironmentFacts environment(ServerIdentity identity) {
        Map<String, String> properties = new HashMap<>();
        System.getProperties().forEach((key, value) -> properties.put(key.toString(), value.toString()));
        return EnvironmentFacts.of(identity.versionText(), hostName(), properties);
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getCanonicalHostName();
        } catch (IOException e) {
            return "localhost";
        }
    }

    private void sampleLag(LagMeter lag, MemberReports reports) {
        long committed = Math.max(node.status().commitIndex(), reports.newestCommitIndex());
        lag.sample(committed, feed.newest().index(), nanoClock.getAsLong());
    }

    private void report() {
        link.report(transport.connected(), MemberReportCodec.encode(status.ownReport()));
    }

    /** Where consoles and metrics read. */
    public ServerStatusSource status() {
        return status;
    }

    /** What the Raft engine counts, for Prometheus. */
    public Collector raftMetrics() {
        return new RaftMetricsCollector(node::status, node::metrics);
    }

    /** What operators can start. */
    public ControlPort control() {
        return control;
    }

    /** Where clients connect. */
    public Optional<InetSocketAddress> clientAddress() {
        return Optional.ofNullable(frontend.address());
    }

    /** Where clients connect with TLS. */
    public Optional<InetSocketAddress> secureClientAddress() {
        return Optional.ofNullable(frontend.secureAddress());
    }

    /** What protects the HTTP server now; empty when it is not to be protected. */
    public Optional<Supplier<SSLContext>> adminTls() {
        return tls.admin().map(engines -> engines);
    }

    /** Completes when the server cannot go on. */
    public CompletableFuture<Throwable> failure() {
        return audience.failure();
    }

    /** Waits for the end; empty when the server was closed. */
    public Optional<Throwable> awaitTermination() throws InterruptedException {
        var unused = failure().whenComplete((cause, none) -> closed.countDown());
        closed.await();
        return Optional.ofNullable(failure().getNow(null));
    }

    @Override
    public void close() {
        pauseMonitor.ifPresent(PauseMonitor::close);
        housekeeping.close();
        operators.close();
        reporting.close();
        following.close();
        beans.close();
        frontend.close();
        node.close();
        closed.countDown();
    }
}
