package io.corral.server.frontend;

import io.corral.server.audit.AuditLog;
import io.corral.server.auth.AccessRules;
import io.corral.server.auth.Authenticator;
import io.corral.server.auth.OfferedSchemes;
import io.corral.server.auth.sasl.SaslDesk;
import io.corral.server.config.AccessConfig;
import io.corral.server.config.AuditConfig;
import io.corral.server.config.ServerConfig;
import io.corral.server.config.TrafficLimits;
import io.corral.server.replication.Leadership;
import io.corral.server.replication.ReplicationLink;
import io.corral.server.session.PauseAwareTime;
import io.corral.server.session.SessionIds;
import io.corral.server.status.Amounts;
import io.corral.server.status.ConnectionStatus;
import io.corral.server.status.Distribution;
import io.corral.server.status.DurationMeter;
import io.corral.server.status.NamespaceMeter;
import io.corral.server.status.TrafficStatus.TlsCounts;
import io.corral.server.status.WatchEventAmounts;
import io.corral.server.status.WatchStatus;
import io.corral.server.tls.TlsEngines;
import io.corral.server.view.BatchFeed;
import io.corral.server.view.BatchReader;
import io.corral.tree.acl.AclSchemes;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The client port as a whole: its event loops, and the numbers and lists that operators ask for. Thread-safe. */
public final class Frontend implements AutoCloseable {
    private static final Duration PAUSE_TOLERATED = Duration.ofMillis(300);

    private final EventLoopGroup group;
    private final List<FrontendLoop> loops;
    private final Map<EventExecutor, FrontendLoop> byExecutor;
    private final FrontendServices services;
    private final AddressLimit limit;
    private volatile @Nullable ClientPorts ports;
    private @Nullable InetSocketAddress moved;

    private Frontend(
            EventLoopGroup group,
            List<FrontendLoop> loops,
            Map<EventExecutor, FrontendLoop> byExecutor,
            FrontendServices services,
            AddressLimit limit) {
        this.group = group;
        this.loops = loops;
        this.byExecutor = byExecutor;
        this.services = services;
        this.limit = limit;
    }

    /**
     * Prepares the event loops; nobody is accepted before {@link #listen}.
     *
     * @param config limits, timings, access
     * @param serverId this server's number, for session ids
     * @param link the way to the leader
     * @param feed the published batches
     * @param commands answers four letter words
     * @param surroundings clocks, and where passwords come from
     * @throws IOException when the server cannot log in as its JAAS file says
     */
    public static Frontend prepare(
            ServerConfig config,
            int serverId,
            ReplicationLink link,
            BatchFeed feed,
            OperatorCommands commands,
            Surroundings surroundings)
            throws IOException {
        AccessConfig accessConfig = config.access();
        AclSchemes schemes =
                AclSchemes.all().restrictedTo(accessConfig.schemes().offered());
        AccessRules rules = new AccessRules(
                schemes,
                accessConfig.skipAcl(),
                accessConfig.eagerAclCheck(),
                accessConfig.sasl().anyUser());
        SaslDesk sasl = SaslDesk.open(accessConfig.sasl(), surroundings.wallClockMillis());
        AuditConfig audit = accessConfig.audit();
        int count = config.engine().eventLoops();
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(
                count,
                new DefaultThreadFactory("corral-clients", true),
                Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
        TrafficLimits limits = config.clients().limits();
        FrontendServices services = new FrontendServices(
                FrontendSettings.of(config, serverId),
                link,
                new SessionIds(serverId, surroundings.wallClockMillis().getAsLong()),
                localSessions(config, surroundings),
                new ServerLoad(count),
                new ConnectThrottle(limits.connects(), surroundings.nanoClock(), surroundings.random()),
                new LargeRequestLimit(limits.large()),
                rules,
                new OfferedSchemes(schemes),
                new Authenticator(accessConfig.schemes(), accessConfig.digest()),
                sasl,
                new OperationTranslator(ReconfigTranslator.of(config.ensemble())),
                new AuditLog(audit.enabled(), rules, sasl.principal().orElse(audit.processUser())),
                new ConnectionRegistry(),
                commands,
                new FrontendLog(),
                surroundings);
        List<FrontendLoop> loops = new ArrayList<>();
        Map<EventExecutor, FrontendLoop> byExecutor = new HashMap<>();
        for (EventExecutor executor : group) {
            FrontendLoop loop = new FrontendLoop(loops.size(), (EventLoop) executor, services, feed);
            loops.add(loop);
            byExecutor.put(executor, loop);
        }
        AddressLimit limit = new AddressLimit(
                config.clients().maxConnectionsPerAddress(), config.clients().maxConnections());
        return new Frontend(group, List.copyOf(loops), Map.copyOf(byExecutor), services, limit);
    }

    private static LocalSessions localSessions(ServerConfig config, Surroundings surroundings) {
        long now = surroundings.nanoClock().getAsLong();
        PauseAwareTime time = new PauseAwareTime(
                TimeUnit.MILLISECONDS.toNanos(FrontendLoop.HOUSEKEEPING_MILLIS), PAUSE_TOLERATED.toNanos(), now);
        return new LocalSessions(config.timing().tickTimeMillis(), time, now);
    }

    /** The event loops as readers of published batches. */
    public List<BatchReader> readers() {
        return List.copyOf(loops);
    }

    /** Starts what the loops do at intervals. */
    public void start() {
        loops.forEach(FrontendLoop::start);
        services.audit().serverStarted();
    }

    /**
     * Opens the ports for clients, if there are any.
     *
     * @param engines protect connections with TLS; present when some are to be
     * @throws IOException when an address cannot be bound
     */
    public synchronized void listen(ServerConfig config, Optional<TlsEngines> engines) throws IOException {
        ClientPorts open = ClientPorts.open(config, engines, group, new Reception(this::loopOf, limit, services));
        ports = open;
        if (moved != null) {
            open.move(moved);
        }
    }

    /**
     * Takes clients without a port of their own for TLS somewhere else from now on; the connections that came by the port before stay.
     *
     * Before {@link #listen} it is remembered.
     *
     * @throws IOException when the address cannot be bound; then the port before stays open
     */
    public synchronized void moveTo(InetSocketAddress address) throws IOException {
        ClientPorts open = ports;
        if (open == null) {
            moved = address;
        } else {
            open.move(address);
        }
    }

    private FrontendLoop loopOf(Channel channel) {
        FrontendLoop loop = byExecutor.get(channel.eventLoop());
        if (loop == null) {
            throw new IllegalStateException("a channel on a foreign event loop");
        }
        return loop;
    }

    /** Who leads has changed. */
    public void leadershipChanged(Leadership leadership) {
        loops.forEach(loop -> loop.leadershipChanged(leadership));
    }

    /** What is done for clients has changed; the connections of those who were served before close. */
    public void servingChanged(ServingMode mode) {
        loops.forEach(loop -> loop.servingChanged(mode));
        if (!services.settings().sessions().localEnabled()) {
            // They are those of read-only mode, which is over or begins.
            services.localSessions().endAll();
        }
    }

    /** Counts of all loops together, at most a tenth of a second old while the loops keep up. */
    public FrontendCounts counts() {
        return FrontendCounts.of(
                loops.stream().map(loop -> loop.traffic().counts()).toList(),
                DurationMeter.distribution(metersOfLoops().map(LoopMeters::holdTimes)),
                services.largeRequests().rejected(),
                services.connectThrottle().dropProbability());
    }

    /** Brings {@link #counts} up to this moment; without it they are as old as each loop last published. */
    public CompletableFuture<Void> refreshCounts() {
        return onEachLoop(loop -> {
                    loop.publishCounts();
                    return true;
                })
                .thenAccept(unused -> {});
    }

    /** Sessions with a connection to this server. */
    public int localSessions() {
        return services.registry().size();
    }

    /** Sessions that this server alone knows. */
    public int sessionsOfThisServerAlone() {
        return services.localSessions().size();
    }

    /** Connections turned away because of a limit. */
    public long connectionsRejected() {
        return limit.rejected();
    }

    /** How long reads took. */
    public Distribution readTimes() {
        return DurationMeter.distribution(metersOfLoops().map(LoopMeters::readTimes));
    }

    /** How long writes took. */
    public Distribution updateTimes() {
        return DurationMeter.distribution(metersOfLoops().map(LoopMeters::updateTimes));
    }

    /** What clients read, by the first step of the paths. */
    public Map<String, Amounts> reads() {
        return NamespaceMeter.together(metersOfLoops().map(LoopMeters::reads));
    }

    /** Writes of this server's clients that a quota did not permit, by the first step of the paths. */
    public Map<String, Long> quotaErrors() {
        return NamespaceMeter.together(metersOfLoops().map(LoopMeters::quotaErrors)).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().count()));
    }

    private Stream<LoopMeters> metersOfLoops() {
        return loops.stream().map(FrontendLoop::meters);
    }

    /** Sessions that this server alone knew and that have expired. */
    public long localSessionsExpired() {
        return services.localSessions().expired();
    }

    /** How many watchers changes had to tell. */
    public WatchEventAmounts watchEvents() {
        return loops.stream().map(FrontendLoop::watchEvents).reduce(WatchEventAmounts.NONE, WatchEventAmounts::plus);
    }

    /** The open connections, in the order in which they were accepted. */
    public CompletableFuture<List<ConnectionStatus>> connections() {
        return onEachLoop(loop -> loop.connections().all().stream()
                        .map(ConnectionReport::of)
                        .toList())
                .thenApply(lists -> lists.stream()
                        .flatMap(List::stream)
                        .sorted(Comparator.comparingLong(ConnectionStatus::establishedMillis))
                        .toList());
    }

    /** What the connections watch, ordered by session. */
    public CompletableFuture<List<WatchStatus>> watches() {
        return onEachLoop(loop -> loop.watches().listData())
                .thenApply(lists -> lists.stream()
                        .flatMap(List::stream)
                        .sorted(Comparator.comparingLong(WatchStatus::sessionId))
                        .toList());
    }

    /** Sets packet counters and latencies back. */
    public CompletableFuture<Void> resetTraffic() {
        return onEachLoop(loop -> {
                    loop.traffic().reset();
                    loop.meters().restart();
                    loop.publishCounts();
                    return true;
                })
                .thenAccept(unused -> {});
    }

    /** Sets the counters of every connection back. */
    public CompletableFuture<Void> resetConnections() {
        return onEachLoop(loop -> {
                    loop.connections()
                            .all()
                            .forEach(connection -> connection.statistics().reset());
                    return true;
                })
                .thenAccept(unused -> {});
    }

    private <T> CompletableFuture<List<T>> onEachLoop(Function<FrontendLoop, T> question) {
        List<CompletableFuture<T>> answers = new ArrayList<>();
        for (FrontendLoop loop : loops) {
            CompletableFuture<T> answer = new CompletableFuture<>();
            loop.execute(() -> answer.complete(question.apply(loop)));
            answers.add(answer);
        }
        return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .thenApply(
                        unused -> answers.stream().map(CompletableFuture::join).toList());
    }

    /** The plain port in use; null before {@link #listen}, or when there is none. */
    public @Nullable InetSocketAddress address() {
        ClientPorts open = ports;
        return open == null ? null : open.plainAddress();
    }

    /** The port for TLS in use; null before {@link #listen}, or when there is none. */
    public @Nullable InetSocketAddress secureAddress() {
        ClientPorts open = ports;
        return open == null ? null : open.secureAddress();
    }

    /** What became of handshakes, and who came without one; nothing before {@link #listen}. */
    public TlsCounts handshakes() {
        ClientPorts open = ports;
        return open == null ? TlsCounts.NONE : open.handshakes();
    }

    /** Accepts nobody any more, closes all connections and ends the loops. */
    @Override
    public void close() {
        ClientPorts open = ports;
        if (open != null) {
            open.close();
        }
        loops.forEach(FrontendLoop::stop);
        services.sasl().close();
        group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
        services.audit().close();
    }
}
