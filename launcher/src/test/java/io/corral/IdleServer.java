package io.corral;

import io.corral.server.control.AdminEvent;
import io.corral.server.control.ControlPort;
import io.corral.server.control.StateTransfer;
import io.corral.server.status.AdminCounts;
import io.corral.server.status.ConfigurationStatus;
import io.corral.server.status.ConfigurationStatus.ClientListening;
import io.corral.server.status.ConfigurationStatus.Directories;
import io.corral.server.status.ConnectionStatus;
import io.corral.server.status.EnsembleStatus;
import io.corral.server.status.HostStatus;
import io.corral.server.status.Lag;
import io.corral.server.status.LatencyStatus;
import io.corral.server.status.LogStatus;
import io.corral.server.status.NamespaceTraffic;
import io.corral.server.status.QuotaTotals;
import io.corral.server.status.ServerEvent;
import io.corral.server.status.ServerIdentity;
import io.corral.server.status.ServerMode;
import io.corral.server.status.ServerStatus;
import io.corral.server.status.ServerStatusSource;
import io.corral.server.status.SessionStatus;
import io.corral.server.status.SizeStatus;
import io.corral.server.status.Standing;
import io.corral.server.status.TimingStatus;
import io.corral.server.status.TrafficStatus;
import io.corral.server.status.TrafficStatus.PacketCounts;
import io.corral.server.status.TrafficStatus.RefusalCounts;
import io.corral.server.status.TrafficStatus.TlsCounts;
import io.corral.server.status.TreeDigest;
import io.corral.server.status.TreeStatus;
import io.corral.server.status.WatchCounts;
import io.corral.server.status.WatchEventAmounts;
import io.corral.server.status.WatchStatus;
import io.prometheus.client.Collector;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/** A standalone server with nothing to do. */
final class IdleServer implements RunningServer, ServerStatusSource, ControlPort {

    boolean closed;

    private final Listening listening;

    IdleServer(Listening listening) {
        this.listening = listening;
    }

    /** What happens when clients are to be taken. */
    @FunctionalInterface
    interface Listening {
        void begin() throws IOException;
    }

    @Override
    public void listen() throws IOException {
        listening.begin();
    }

    @Override
    public ServerStatusSource status() {
        return this;
    }

    @Override
    public Collector raftMetrics() {
        return new Collector() {
            @Override
            public List<MetricFamilySamples> collect() {
                return List.of();
            }
        };
    }

    @Override
    public List<ServerEvent> events() {
        return List.of();
    }

    @Override
    public ControlPort control() {
        return this;
    }

    @Override
    public Optional<InetSocketAddress> secureClientAddress() {
        return Optional.empty();
    }

    @Override
    public Optional<Supplier<SSLContext>> adminTls() {
        return Optional.empty();
    }

    @Override
    public Optional<InetSocketAddress> clientAddress() {
        return Optional.empty();
    }

    @Override
    public Optional<Throwable> awaitTermination() {
        return Optional.empty();
    }

    @Override
    public void close() {
        closed = true;
    }

    @Override
    public ServerStatus current() {
        return new ServerStatus(
                new ServerIdentity(
                        0,
                        "3.9.5",
                        new ConfigurationStatus(
                                new ClientListening(-1, -1, 60, -1),
                                new Directories("d", "d"),
                                2000,
                                4000,
                                40_000,
                                0,
                                Optional.empty())),
                new Standing(ServerMode.STANDALONE, true, 1, 0, 1, 0),
                new LogStatus(1, 1, 1, 1, Lag.NONE, 0, List.of()),
                new TreeStatus(0, 5, 0, 0, 0, 0, WatchCounts.NONE, QuotaTotals.NONE),
                new TrafficStatus(
                        0,
                        0,
                        PacketCounts.NONE,
                        LatencyStatus.NONE,
                        SizeStatus.NONE,
                        SizeStatus.NONE,
                        RefusalCounts.NONE,
                        WatchEventAmounts.NONE,
                        TlsCounts.NONE,
                        NamespaceTraffic.NONE),
                TimingStatus.NONE,
                new HostStatus(0, 0, 0, 0, 0, 0, 0, 0),
                AdminCounts.NONE);
    }

    @Override
    public EnsembleStatus ensemble() {
        return new EnsembleStatus(0, List.of());
    }

    @Override
    public CompletableFuture<List<ConnectionStatus>> connections() {
        return CompletableFuture.completedFuture(List.of());
    }

    @Override
    public CompletableFuture<List<WatchStatus>> watches() {
        return CompletableFuture.completedFuture(List.of());
    }

    @Override
    public List<TreeDigest> digests() {
        return List.of();
    }

    @Override
    public List<String> ephemeralsOf(long sessionId) {
        return List.of();
    }

    @Override
    public CompletableFuture<List<SessionStatus>> sessions() {
        return CompletableFuture.completedFuture(List.of());
    }

    @Override
    public CompletableFuture<Long> triggerSnapshot() {
        return CompletableFuture.completedFuture(0L);
    }

    @Override
    public void resetServerStatistics() {
        // There is nothing to count.
    }

    @Override
    public void happened(AdminEvent event) {
        // There is nothing to count.
    }

    @Override
    public long traceMask() {
        return 0;
    }

    @Override
    public void setTraceMask(long mask) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletableFuture<Void> resetConnectionStatistics() {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public StateTransfer transfer() {
        throw new UnsupportedOperationException("no state here");
    }
}
