package io.corral.server.ops;

import io.corral.server.status.ConnectionStatus;
import io.corral.server.status.ConnectionStatus.ConnectedSession;
import io.corral.server.status.ConnectionStatus.LastRequest;
import io.corral.server.status.EnsembleStatus;
import io.corral.server.status.Expiries;
import io.corral.server.status.LatencyStatus;
import io.corral.server.status.ServerEvent;
import io.corral.server.status.ServerStatus;
import io.corral.server.status.ServerStatusSource;
import io.corral.server.status.SessionStatus;
import io.corral.server.status.TreeDigest;
import io.corral.server.status.WatchStatus;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** Always the same status, two connections and two sessions. */
public record FixedStatusSource(ServerStatus current) implements ServerStatusSource {

    @Override
    public EnsembleStatus ensemble() {
        return new EnsembleStatus(1, List.of());
    }

    @Override
    public CompletableFuture<List<ConnectionStatus>> connections() {
        ConnectedSession session = new ConnectedSession(
                0x100000a1b2c0000L, 30_000, new LastRequest("GETD", 5, 0x1d, 4242, 1), new LatencyStatus(0, 1.6, 4));
        return CompletableFuture.completedFuture(List.of(
                new ConnectionStatus(
                        new InetSocketAddress("127.0.0.1", 60526),
                        false,
                        1,
                        0,
                        7,
                        8,
                        1_700_000_000_000L,
                        Optional.of(session)),
                new ConnectionStatus(
                        new InetSocketAddress("::1", 60527), true, 0, 0, 1, 0, 1_700_000_000_001L, Optional.empty())));
    }

    @Override
    public List<ServerEvent> events() {
        return List.of();
    }

    @Override
    public CompletableFuture<List<WatchStatus>> watches() {
        return CompletableFuture.completedFuture(
                List.of(new WatchStatus(0x11, List.of("/a", "/b")), new WatchStatus(0x12, List.of("/a"))));
    }

    @Override
    public List<TreeDigest> digests() {
        return List.of(new TreeDigest(0x80, 1_371_985_504L), new TreeDigest(0x100, -7));
    }

    @Override
    public List<String> ephemeralsOf(long sessionId) {
        return sessionId == 0x100000a1b2c0000L ? List.of("/one", "/two") : List.of();
    }

    @Override
    public CompletableFuture<Expiries> expiries() {
        return CompletableFuture.completedFuture(new Expiries(
                new TreeMap<>(Map.of(34_000L, List.of(0x11L), 6_000L, List.of(0x12L))), 1_700_000_000_000L));
    }

    @Override
    public CompletableFuture<List<SessionStatus>> sessions() {
        return CompletableFuture.completedFuture(List.of(
                new SessionStatus(0x11, 30_000, 1, List.of()), new SessionStatus(0x12, 4_000, 2, List.of("/a", "/b"))));
    }
}
