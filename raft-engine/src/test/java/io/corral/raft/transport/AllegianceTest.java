package io.corral.raft.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Nodes of clusters with the same name")
class AllegianceTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final long OURS = 0xAB;
    private static final long THEIRS = 0xCD;

    private final List<NettyPeerTransport> open = new ArrayList<>();
    private final RecordingEar first = new RecordingEar();
    private final RecordingEar second = new RecordingEar();
    private final InetSocketAddress one = freeAddress();
    private final InetSocketAddress two = freeAddress();

    @AfterEach
    void close() {
        open.forEach(NettyPeerTransport::close);
    }

    @Test
    @DisplayName("stay apart when they know different identities, and each says so once, whoever calls")
    void different() {
        NettyPeerTransport mine = start(1, one, Map.of(2L, two), OURS, first);
        NettyPeerTransport other = start(2, two, Map.of(1L, one), THEIRS, second);
        await().atMost(LONG).until(() -> !first.warnings.isEmpty() && !second.warnings.isEmpty());
        assertThat(first.warnings)
                .singleElement()
                .asString()
                .contains("Node 2 belongs to ensemble cd, this node to ensemble ab", "empty its data directories");
        assertThat(second.warnings).singleElement().asString().contains("Node 1 belongs to ensemble ab");
        assertThat(mine.connected()).isEmpty();
        assertThat(other.connected()).isEmpty();
        assertThat(first.events).isEmpty();
    }

    @Test
    @DisplayName("let no guest in that belongs elsewhere")
    void noGuests() {
        NettyPeerTransport mine = start(1, one, Map.of(), OURS, first);
        start(2, two, Map.of(1L, one), THEIRS, second);
        await().atMost(LONG).until(() -> first.hasNote("belongs to ensemble cd"));
        assertThat(mine.connected()).isEmpty();
    }

    @Test
    @DisplayName("talk while one of them does not know where it belongs, and part when it learns that it is elsewhere")
    void learnsLater() {
        NettyPeerTransport mine = start(1, one, Map.of(2L, two), OURS, first);
        NettyPeerTransport young = start(2, two, Map.of(1L, one), TransportSettings.UNKNOWN_IDENTITY, second);
        awaitTogether(mine, young);
        young.belongsTo(OURS);
        assertThat(young.connected()).containsExactly(1L);
        young.belongsTo(THEIRS);
        await().atMost(LONG)
                .until(() -> mine.connected().isEmpty() && young.connected().isEmpty());
        await().atMost(LONG).until(() -> first.hasNote("Node 2 belongs to ensemble cd"));
        assertThat(second.hasNote("Node 1 belongs to ensemble ab")).isTrue();
    }

    @Test
    @DisplayName("that know the same identity, or none, talk")
    void same() {
        awaitTogether(start(1, one, Map.of(2L, two), OURS, first), start(2, two, Map.of(1L, one), OURS, second));
        assertThat(first.warnings).isEmpty();
    }

    private static void awaitTogether(NettyPeerTransport one, NettyPeerTransport two) {
        await().atMost(LONG)
                .until(() -> one.connected().contains(2L) && two.connected().contains(1L));
    }

    private NettyPeerTransport start(
            long id, InetSocketAddress address, Map<Long, InetSocketAddress> peers, long identity, RecordingEar ear) {
        TransportSettings settings = new TransportSettings("c", id, address, peers, TransportLimits.defaults())
                .openToGuests(address)
                .of(identity);
        NettyPeerTransport transport = new NettyPeerTransport(settings, new SplittableRandom(id), ear);
        open.add(transport);
        transport.start(ear);
        return transport;
    }

    private static InetSocketAddress freeAddress() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
