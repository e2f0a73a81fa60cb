package io.corral.server.status;

import io.corral.server.status.ConfigurationStatus.ClientListening;
import io.corral.server.status.ConfigurationStatus.Directories;
import io.corral.server.status.ConfigurationStatus.QuorumConfiguration;
import io.corral.server.status.TrafficStatus.PacketCounts;
import io.corral.server.status.TrafficStatus.RefusalCounts;
import io.corral.server.status.TrafficStatus.ThrottlingCounts;
import io.corral.server.status.TrafficStatus.TlsCounts;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Statuses to show in tests. */
public final class SampleStatus {

    public static final String VERSION = "3.9.5-corral-0.1.0, built on 2026-01-01 00:00 UTC";

    private SampleStatus() {}

    /** A server in this mode, serving unless it is looking. */
    public static ServerStatus server(ServerMode mode) {
        boolean serving = mode != ServerMode.LOOKING;
        long leader = serving ? 1 : 0;
        List<PeerProgress> peers = mode == ServerMode.LEADER
                ? List.of(
                        new PeerProgress(2, true, true, 98, new Lag(2, 0)),
                        new PeerProgress(3, true, false, 50, new Lag(50, 9000)))
                : List.of();
        return new ServerStatus(
                new ServerIdentity(mode == ServerMode.STANDALONE ? 0 : 1, VERSION, configuration(mode)),
                new Standing(mode, serving, 4, leader, mode == ServerMode.STANDALONE ? 1 : 3, 60_000),
                new LogStatus(1, 100, 100, 99, new Lag(1, 3), 0, peers),
                new TreeStatus(0x10000001dL, 6, 1, 420, 2, 0, new WatchCounts(1, 2, 3, 5), QuotaTotals.NONE),
                traffic(),
                timings(),
                new HostStatus(123_456, 32L << 20, 64L << 20, 256L << 20, 77, 1024, 67_108_880, 536_870_912),
                new AdminCounts(1, 2, 3, 4, 5));
    }

    /** What a member in this mode reports. */
    public static MemberReport report(long id, ServerMode mode) {
        return new MemberReport(
                id,
                "http://10.0.0." + id + ":8080",
                new Standing(mode, mode != ServerMode.LOOKING, 4, 2, 3, 60_000),
                new MemberReport.Progress(100, 99, 77, new Lag(1, 3)),
                new MemberReport.Load(2, 5, 1, 1000, 123_456));
    }

    private static ConfigurationStatus configuration(ServerMode mode) {
        Optional<QuorumConfiguration> quorum = mode == ServerMode.STANDALONE
                ? Optional.empty()
                : Optional.of(new QuorumConfiguration(
                        10, 5, 3888, 2888, false, "server.1=a:2888:3888:participant\nversion=0"));
        return new ConfigurationStatus(
                new ClientListening(2181, -1, 60, -1),
                new Directories("/data/corral/snapshots", "/log/corral/log"),
                2000,
                4000,
                40_000,
                mode == ServerMode.STANDALONE ? 0 : 1,
                quorum);
    }

    private static TrafficStatus traffic() {
        return new TrafficStatus(
                2,
                0,
                new PacketCounts(17, 19, 1700, 1900, 55),
                new LatencyStatus(0, 1.625, 4),
                new SizeStatus(16, 16, 90),
                new SizeStatus(36, 36, 267),
                refusals(),
                WatchEventAmounts.NONE,
                new TlsCounts(1, 2, 3, 4, 5),
                new NamespaceTraffic(
                        Map.of("app", new Amounts(2, 150, 72, 78)),
                        Map.of("app", new Amounts(1, 9, 9, 9)),
                        Map.of("app", 3L)));
    }

    private static RefusalCounts refusals() {
        ThrottlingCounts throttling = new ThrottlingCounts(
                7,
                3,
                1,
                0.25,
                new Amounts(7, 14, 0, 4),
                2,
                new Distribution(9, 4_000, 0, held(), 3_000),
                1,
                1,
                0,
                0,
                0);
        return new RefusalCounts(1, 0, 0, 0, 6, new EnsembleNameCounts(3, 2, 1), throttling);
    }

    private static Percentiles held() {
        return new Percentiles(0, 1_000, 2_000, 3_000, 3_000);
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
                new TimingStatus.EventCounts(10, 7, 7, 7, 1, 1, 0, 0, 4),
                RareTimes.NONE);
    }
}
