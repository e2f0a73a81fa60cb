package io.corral.raft.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.corral.raft.message.Envelope;
import io.corral.raft.port.PeerTransport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Peers that change while the transport runs")
class GuestTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final List<NettyPeerTransport> open = new ArrayList<>();

    @AfterEach
    void close() {
        open.forEach(NettyPeerTransport::close);
    }

    @Test
    @DisplayName(
            "a node that introduces itself is called back, talks, and is forgotten when it has been gone for a while")
    void aGuestComesAndGoes() throws IOException {
        Ear member = new Ear();
        Ear guest = new Ear();
        InetSocketAddress first = freeAddress();
        InetSocketAddress second = freeAddress();
        NettyPeerTransport one = start(1, first, Map.of(), true, member);
        NettyPeerTransport two = start(2, second, Map.of(1L, first), true, guest);

        await().atMost(LONG)
                .until(() -> one.connected().contains(2L) && two.connected().contains(1L));
        one.sendApplication(1, 2, new byte[] {7});
        await().atMost(LONG).until(() -> guest.heard.equals(List.of("1: 7")));

        two.close();
        await().atMost(LONG).until(() -> !one.connected().contains(2L));
        one.dismissAbsentGuests();
        one.dismissAbsentGuests();
        one.sendApplication(1, 2, new byte[] {8});
        assertThat(one.connected()).isEmpty();
    }

    @Test
    @DisplayName("where nobody is let in, a node that introduces itself is refused")
    void noGuestsWanted() throws IOException {
        InetSocketAddress first = freeAddress();
        Ear member = new Ear();
        start(1, first, Map.of(), false, member);
        NettyPeerTransport two = start(2, freeAddress(), Map.of(1L, first), true, new Ear());
        await().atMost(LONG).until(() -> member.warnings.stream().anyMatch(line -> line.contains("not configured")));
        assertThat(two.connected()).isEmpty();
    }

    @Test
    @DisplayName(
            "a peer that is named later is called, one that is not named any more stays as a guest, and names may move")
    void peersAreNamedLater() throws IOException {
        InetSocketAddress first = freeAddress();
        InetSocketAddress second = freeAddress();
        Ear ear = new Ear();
        NettyPeerTransport one = start(1, first, Map.of(), true, new Ear());
        NettyPeerTransport two = start(2, second, Map.of(), true, ear);
        one.setPeers(Map.of(2L, second));
        await().atMost(LONG)
                .until(() -> one.connected().contains(2L) && two.connected().contains(1L));

        one.setPeers(Map.of());
        one.sendApplication(1, 2, new byte[] {9});
        await().atMost(LONG).until(() -> ear.heard.equals(List.of("1: 9")));

        InetSocketAddress elsewhere = freeAddress();
        two.listenAt(elsewhere, elsewhere);
        one.setPeers(Map.of(2L, elsewhere));
        assertThat(one.connected()).as("the connection that stands is kept").contains(2L);
    }

    private NettyPeerTransport start(
            long id, InetSocketAddress address, Map<Long, InetSocketAddress> peers, boolean guests, Ear ear) {
        TransportSettings settings =
                new TransportSettings("c", id, address, new HashMap<>(peers), TransportLimits.defaults());
        NettyPeerTransport transport = new NettyPeerTransport(
                guests ? settings.openToGuests(address) : settings, new SplittableRandom(id), ear);
        open.add(transport);
        transport.start(ear);
        return transport;
    }

    private static InetSocketAddress freeAddress() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort());
        }
    }

    private static final class Ear implements PeerTransport.Listener, ConnectionJournal {
        final List<String> heard = new CopyOnWriteArrayList<>();
        final List<String> warnings = new CopyOnWriteArrayList<>();

        @Override
        public void onMessage(Envelope envelope) {
            heard.add(envelope.toString());
        }

        @Override
        public void onApplicationMessage(int group, long from, byte[] payload, Runnable consumed) {
            heard.add(from + ": " + payload[0]);
            consumed.run();
        }

        @Override
        public void onPeerConnected(long peer) {
            // Seen from the transport itself.
        }

        @Override
        public void onPeerDisconnected(long peer) {
            // Seen from the transport itself.
        }

        @Override
        public void note(String event) {
            // Not of interest here.
        }

        @Override
        public void warn(String event) {
            warnings.add(event);
        }
    }
}
