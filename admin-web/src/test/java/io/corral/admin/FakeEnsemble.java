package io.corral.admin;

import io.corral.admin.command.TransferSettings;
import io.corral.admin.http.HttpProtection;
import io.corral.server.control.AdminEvent;
import io.corral.server.control.Admission;
import io.corral.server.control.ControlPort;
import io.corral.server.control.Credentials;
import io.corral.server.control.LastSnapshot;
import io.corral.server.control.StateCopy;
import io.corral.server.control.StateTransfer;
import io.corral.server.status.AdminCounts;
import io.corral.server.status.ConfigurationStatus;
import io.corral.server.status.ConfigurationStatus.ClientListening;
import io.corral.server.status.ConfigurationStatus.Directories;
import io.corral.server.status.ConfigurationStatus.QuorumConfiguration;
import io.corral.server.status.ConnectionStatus;
import io.corral.server.status.ConnectionStatus.ConnectedSession;
import io.corral.server.status.ConnectionStatus.LastRequest;
import io.corral.server.status.Distribution;
import io.corral.server.status.EnsembleStatus;
import io.corral.server.status.Expiries;
import io.corral.server.status.HostStatus;
import io.corral.server.status.Lag;
import io.corral.server.status.LatencyStatus;
import io.corral.server.status.LogStatus;
import io.corral.server.status.MemberReport;
import io.corral.server.status.MemberStatus;
import io.corral.server.status.NamespaceTraffic;
import io.corral.server.status.PeerProgress;
import io.corral.server.status.Percentiles;
import io.corral.server.status.QuotaTotals;
import io.corral.server.status.RareTimes;
import io.corral.server.status.ServerEvent;
import io.corral.server.status.ServerIdentity;
import io.corral.server.status.ServerMode;
import io.corral.server.status.ServerStatus;
import io.corral.server.status.ServerStatusSource;
import io.corral.server.status.SessionStatus;
import io.corral.server.status.SizeStatus;
import io.corral.server.status.Standing;
import io.corral.server.status.TimingStatus;
import io.corral.server.status.TimingStatus.EventCounts;
import io.corral.server.status.TrafficStatus;
import io.corral.server.status.TrafficStatus.PacketCounts;
import io.corral.server.status.TrafficStatus.RefusalCounts;
import io.corral.server.status.TrafficStatus.TlsCounts;
import io.corral.server.status.TreeDigest;
import io.corral.server.status.TreeStatus;
import io.corral.server.status.WatchCounts;
import io.corral.server.status.WatchEventAmounts;
import io.corral.server.status.WatchStatus;
import io.corral.server.status.WriteStanding;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** Three servers that say what a test wants them to say; the first one is asked. */
final class FakeEnsemble implements ServerStatusSource, ControlPort {

    private static final String MEMBERSHIP = """
            server.1=zoo1.example:2888:3888:participant;0.0.0.0:2181
            server.2=[::1]:2888:3888:observer;0.0.0.0:2181
            server.3=zoo3.example:2888:3888
            version=0""";

    static final String VERSION = "3.9.5-corral-0.1.0, built on 2026-01-01 00:00 UTC";

    final List<String> done = new CopyOnWriteArrayList<>();

    /** What happened at its admin port. */
    final List<AdminEvent> happened = new CopyOnWriteArrayList<>();

    private final long startNanos = System.nanoTime();
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong traceMask = new AtomicLong(306);
    private volatile ServerMode mode = ServerMode.LEADER;
    private volatile boolean thirdReachable = true;
    private volatile WriteStanding writes = WriteStanding.OPEN;

    void become(ServerMode newMode) {
        mode = newMode;
    }

    /** The first server cannot write to its disk. */
    void obstruct(WriteStanding newWrites) {
        writes = newWrites;
    }

    void loseThird() {
        thirdReachable = false;
    }

    /** Lets the clients of all servers send requests. */
    void receive(long count) {
        requests.addAndGet(count);
    }

    @Override
    public ServerStatus current() {
        List<PeerProgress> peers = mode == ServerMode.LEADER
                ? List.of(
                        new PeerProgress(2, true, true, 48_210, new Lag(2, 1)),
                        new PeerProgress(3, true, false, 47_000, new Lag(1_212, 9_000)))
                : List.of();
        boolean standalone = mode == ServerMode.STANDALONE;
        return new ServerStatus(
                new ServerIdentity(standalone ? 0 : 1, VERSION, configuration()),
                standing(1),
                new LogStatus(1, 48_212, 48_212, 48_212, Lag.NONE, 40_000, peers),
                new TreeStatus(
                        0x10000bc54L, 1_204, 17, 88_000, 23, 0, new WatchCounts(3, 41, 57, 61), QuotaTotals.NONE),
                traffic(),
                timings(),
                new HostStatus(uptimeMillis(), 60L << 20, 128L << 20, 512L << 20, 88, 1024, 1_000, 2_000),
                AdminCounts.NONE);
    }

    @Override
    public EnsembleStatus ensemble() {
        if (mode == ServerMode.STANDALONE) {
            return new EnsembleStatus(0, List.of(member(0, true)));
        }
        return new EnsembleStatus(1, List.of(member(1, true), member(2, true), member(3, thirdReachable)));
    }

    @Override
    public CompletableFuture<List<ConnectionStatus>> connections() {
        ConnectedSession session = new ConnectedSession(
                72_057_594_037_927_936L,
                30_000,
                new LastRequest("GETD", 5, 0x1d, 4242, 1),
                new LatencyStatus(0, 1.6, 4));
        return CompletableFuture.completedFuture(List.of(new ConnectionStatus(
                new InetSocketAddress("127.0.0.1", 60526),
                false,
                1,
                0,
                7,
                8,
                1_700_000_000_000L,
                Optional.of(session))));
    }

    @Override
    public List<ServerEvent> events() {
        return List.of(
                new ServerEvent(2, 1_700_000_001_000L, ServerEvent.Kind.LEADERSHIP, "Leads term 7."),
                new ServerEvent(1, 1_700_000_000_000L, ServerEvent.Kind.PEER, "Connected to server <2>."));
    }

    @Override
    public CompletableFuture<List<WatchStatus>> watches() {
        return CompletableFuture.completedFuture(
                List.of(new WatchStatus(17, List.of("/a~b", "/c/d")), new WatchStatus(18, List.of("/c/d"))));
    }

    @Override
    public List<TreeDigest> digests() {
        return List.of(new TreeDigest(128, 1_371_985_504L));
    }

    @Override
    public List<String> ephemeralsOf(long sessionId) {
        return List.of();
    }

    @Override
    public CompletableFuture<Expiries> expiries() {
        return CompletableFuture.completedFuture(new Expiries(new TreeMap<>(Map.of(4_000L, List.of(18L))), 0));
    }

    @Override
    public CompletableFuture<List<SessionStatus>> sessions() {
        return CompletableFuture.completedFuture(List.of(new SessionStatus(18, 4_000, 2, List.of("/a", "/b"))));
    }

    @Override
    public CompletableFuture<Long> triggerSnapshot() {
        return CompletableFuture.failedFuture(new UnsupportedOperationException("not in these tests"));
    }

    @Override
    public void resetServerStatistics() {
        done.add("server");
    }

    @Override
    public long traceMask() {
        return traceMask.get();
    }

    @Override
    public void setTraceMask(long mask) {
        traceMask.set(mask);
    }

    @Override
    public CompletableFuture<Void> resetConnectionStatistics() {
        done.add("connections");
        return CompletableFuture.completedFuture(null);
    }

    private MemberStatus member(long id, boolean reachable) {
        int lag = id == 3 ? 1_212 : id == 2 ? 2 : 0;
        MemberReport report = new MemberReport(
                id,
                "http://127.0.0.1:808" + id,
                standing(id),
                new MemberReport.Progress(
                        48_212, 48_212 - lag, 0x10000bc54L - lag, new Lag(lag, id == 3 ? 9_000 : lag)),
                new MemberReport.Load(
                        (int) (4 + 3 * id), (int) (5 + 3 * id), (int) id, requests.get() / (id + 1), uptimeMillis()));
        return new MemberStatus(
                id, "zoo" + id + ".example", Optional.of(report), reachable, reachable ? 300 * (id - 1) : 12_000);
    }

    private Standing standing(long id) {
        boolean serving = mode != ServerMode.LOOKING;
        ServerMode own = id <= 1 || !serving ? mode : ServerMode.FOLLOWER;
        return new Standing(own, serving, 7, serving ? 1 : 0, mode == ServerMode.STANDALONE ? 1 : 3, 93_000)
                .with(id == 1 ? writes : WriteStanding.OPEN);
    }

    private long uptimeMillis() {
        return 60_000 + (System.nanoTime() - startNanos) / 1_000_000;
    }

    private ConfigurationStatus configuration() {
        return new ConfigurationStatus(
                new ClientListening(2181, -1, 60, -1),
                new Directories("/data/corral/snapshots", "/data/corral/log"),
                2000,
                4000,
                40_000,
                1,
                Optional.of(new QuorumConfiguration(10, 5, 3888, 2888, false, MEMBERSHIP)));
    }

    private TrafficStatus traffic() {
        return new TrafficStatus(
                8,
                1,
                new PacketCounts(requests.get(), requests.get(), 1_700, 1_900, 0),
                new LatencyStatus(0, 1.625, 4),
                new SizeStatus(16, 16, 90),
                new SizeStatus(36, 36, 267),
                RefusalCounts.NONE,
                WatchEventAmounts.NONE,
                TlsCounts.NONE,
                NamespaceTraffic.NONE);
    }

    private static TimingStatus timings() {
        Distribution some = new Distribution(4, 6_500, 100, new Percentiles(1_500, 2_500, 3_000, 3_500, 3_900), 4_000);
        return new TimingStatus(
                some,
                some,
                some,
                some,
                some,
                Distribution.NONE,
                new EventCounts(10, 7, 7, 7, 1, 1, 0, 0, 0),
                RareTimes.NONE);
    }

    /** A free port, copies allowed at any time. */
    static AdminSettings settings() {
        return settings(Optional.empty());
    }

    static AdminSettings settings(Optional<HttpProtection> protection) {
        return new AdminSettings(
                "127.0.0.1",
                0,
                "/commands",
                Duration.ofSeconds(30),
                protection,
                new TransferSettings(true, Duration.ZERO, true, Duration.ofHours(1), System::nanoTime),
                Optional.of("clientPort=2181\n"));
    }

    @Override
    public void happened(AdminEvent event) {
        happened.add(event);
    }

    @Override
    public StateTransfer transfer() {
        return new StateTransfer() {
            @Override
            public Admission admit(Credentials shown) {
                return switch (shown.scheme()) {
                    case "x509" -> shown.certificates().isEmpty() ? Admission.UNKNOWN : Admission.ADMITTED;
                    case "digest" ->
                        shown.proof().filter("super:secret"::equals).isPresent()
                                ? Admission.ADMITTED
                                : Admission.FORBIDDEN;
                    default -> Admission.UNKNOWN;
                };
            }

            @Override
            public StateCopy copy() {
                return new StateCopy(0x1f, out -> out.write("the state".getBytes(StandardCharsets.UTF_8)));
            }

            @Override
            public long restore(InputStream snapshot) throws IOException {
                if (!new String(snapshot.readAllBytes(), StandardCharsets.UTF_8).equals("the state")) {
                    throw new IOException("the snapshot is damaged");
                }
                return 0x20;
            }

            @Override
            public LastSnapshot lastSnapshot() {
                return LastSnapshot.NONE;
            }
        };
    }
}
