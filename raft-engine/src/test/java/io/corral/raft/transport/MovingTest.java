package io.corral.raft.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A transport that is to listen somewhere else")
class MovingTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final List<NettyPeerTransport> open = new ArrayList<>();
    private final RecordingEar ear = new RecordingEar();

    @AfterEach
    void close() {
        open.forEach(NettyPeerTransport::close);
    }

    @Test
    @DisplayName("on all addresses with the port that it has on one, and back, does so")
    void samePort() throws IOException {
        NettyPeerTransport transport = start(1, Map.of(), false);
        int port = transport.localAddress().getPort();
        transport.listenAt(new InetSocketAddress(port), at("127.0.0.1", port));
        assertThat(transport.localAddress().getAddress().isAnyLocalAddress()).isTrue();
        connect(port);
        transport.listenAt(at("127.0.0.1", port), at("127.0.0.1", port));
        assertThat(transport.localAddress().getAddress().isLoopbackAddress()).isTrue();
        connect(port);
    }

    @Test
    @DisplayName("where it cannot, goes on listening where it did, with the same port or another")
    void elsewhereImpossible() throws IOException {
        NettyPeerTransport transport = start(1, Map.of(), false);
        int port = transport.localAddress().getPort();
        InetSocketAddress foreign = at("192.0.2.1", port);
        assertThatThrownBy(() -> transport.listenAt(foreign, foreign)).isInstanceOf(UncheckedIOException.class);
        connect(port);
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            InetSocketAddress inUse = at("127.0.0.1", taken.getLocalPort());
            assertThatThrownBy(() -> transport.listenAt(inUse, inUse)).isInstanceOf(UncheckedIOException.class);
        }
        connect(port);
        assertThat(transport.localAddress().getPort()).isEqualTo(port);
    }

    @Test
    @DisplayName("tells those that it calls from then on where it is")
    void tellsWhereItIs() throws IOException {
        NettyPeerTransport host = start(1, Map.of(), true);
        InetSocketAddress unheard = at("192.0.2.1", 9);
        NettyPeerTransport guest = startOpen(2, Map.of(), unheard);
        InetSocketAddress now = freeAddress();
        guest.listenAt(now, now);
        guest.setPeers(Map.of(1L, host.localAddress()));
        await().atMost(LONG).until(() -> host.connected().contains(2L));
    }

    private static void connect(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            assertThat(socket.isConnected()).isTrue();
        }
    }

    private NettyPeerTransport start(long id, Map<Long, InetSocketAddress> peers, boolean guests) throws IOException {
        InetSocketAddress address = freeAddress();
        TransportSettings settings = new TransportSettings("c", id, address, peers, TransportLimits.defaults());
        return start(guests ? settings.openToGuests(address) : settings);
    }

    private NettyPeerTransport startOpen(long id, Map<Long, InetSocketAddress> peers, InetSocketAddress reachable)
            throws IOException {
        return start(new TransportSettings("c", id, freeAddress(), peers, TransportLimits.defaults())
                .openToGuests(reachable));
    }

    private NettyPeerTransport start(TransportSettings settings) {
        NettyPeerTransport transport = new NettyPeerTransport(settings, new SplittableRandom(settings.nodeId()), ear);
        open.add(transport);
        transport.start(ear);
        return transport;
    }

    private static InetSocketAddress at(String address, int port) {
        return new InetSocketAddress(address, port);
    }

    private static InetSocketAddress freeAddress() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort());
        }
    }
}
