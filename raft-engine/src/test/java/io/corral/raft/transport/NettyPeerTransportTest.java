package io.corral.raft.transport;

import static io.corral.raft.transport.RawPeer.at;
import static io.corral.raft.transport.RawPeer.freePort;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.corral.raft.message.Envelope;
import io.corral.raft.message.TimeoutNow;
import io.corral.raft.port.PeerTransport;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The transport over TCP")
class NettyPeerTransportTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final List<PeerTransport> open = new ArrayList<>();

    @AfterEach
    void close() {
        open.forEach(PeerTransport::close);
    }

    /** Remembers what arrives and what the journal is told. */
    private static final class Ear implements PeerTransport.Listener, ConnectionJournal {
        final List<Envelope> messages = new CopyOnWriteArrayList<>();
        final List<Integer> application = new CopyOnWriteArrayList<>();
        final List<Runnable> unconsumed = new CopyOnWriteArrayList<>();
        volatile boolean consumes = true;
        final List<String> events = new CopyOnWriteArrayList<>();
        final List<String> warnings = new CopyOnWriteArrayList<>();

        @Override
        public void onMessage(Envelope envelope) {
            messages.add(envelope);
        }

        @Override
        public void onApplicationMessage(int group, long from, byte[] payload, Runnable consumed) {
            application.add(payload.length);
            if (consumes) {
                consumed.run();
            } else {
                unconsumed.add(consumed);
            }
        }

        @Override
        public void onPeerConnected(long peer) {
            events.add("+" + peer);
        }

        @Override
        public void onPeerDisconnected(long peer) {
            events.add("-" + peer);
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

    private NettyPeerTransport start(String cluster, long id, int port, Map<Long, Integer> peers, Ear ear) {
        Map<Long, InetSocketAddress> addresses = new java.util.HashMap<>();
        peers.forEach((peer, peerPort) -> addresses.put(peer, at(peerPort)));
        TransportSettings settings =
                new TransportSettings(cluster, id, at(port), addresses, TransportLimits.defaults());
        NettyPeerTransport transport = new NettyPeerTransport(settings, new SplittableRandom(id), ear);
        open.add(transport);
        transport.start(ear);
        return transport;
    }

    @Test
    @DisplayName("both kinds of messages arrive in order, and a lost peer is reported and found again")
    void sendsAndReconnects() throws IOException {
        int port1 = freePort();
        int port2 = freePort();
        Ear ear1 = new Ear();
        Ear ear2 = new Ear();
        NettyPeerTransport one = start("c", 1, port1, Map.of(2L, port2), ear1);
        NettyPeerTransport two = start("c", 2, port2, Map.of(1L, port1), ear2);
        await().atMost(LONG).until(() -> ear1.events.equals(List.of("+2")));
        for (int i = 0; i < 500; i++) {
            one.send(new Envelope(0, 1, 2, new TimeoutNow(i)));
            one.sendApplication(7, 2, new byte[i]);
        }
        await().atMost(LONG).until(() -> ear2.application.size() == 500);
        assertThat(ear2.messages.stream().mapToLong(each -> each.message().term()))
                .containsExactlyElementsOf(LongStream.range(0, 500).boxed().toList());
        assertThat(ear2.application).isSorted();

        two.close();
        await().atMost(LONG).until(() -> ear1.events.equals(List.of("+2", "-2")));
        one.send(new Envelope(0, 1, 2, new TimeoutNow(999)));
        Ear ear3 = new Ear();
        start("c", 2, port2, Map.of(1L, port1), ear3);
        await().atMost(LONG).until(() -> ear1.events.equals(List.of("+2", "-2", "+2")));
        one.send(new Envelope(0, 1, 2, new TimeoutNow(1000)));
        await().atMost(LONG).until(() -> !ear3.messages.isEmpty());
        assertThat(ear3.messages.get(0).message().term()).isEqualTo(1000);
    }

    @Test
    @DisplayName("a node of another cluster is refused, and both sides say why")
    void refusesStrangers() throws IOException {
        int port1 = freePort();
        int port2 = freePort();
        Ear ear1 = new Ear();
        Ear ear2 = new Ear();
        start("mine", 1, port1, Map.of(2L, port2), ear1);
        start("theirs", 2, port2, Map.of(1L, port1), ear2);
        await().atMost(LONG)
                .until(() -> ear1.warnings.stream().anyMatch(each -> each.contains("belongs to cluster 'theirs'"))
                        && ear1.warnings.stream().anyMatch(each -> each.contains("refuses this node")));
        assertThat(ear1.events).isEmpty();
        assertThat(ear2.events).isEmpty();
    }

    @Test
    @DisplayName("a node that is not configured is refused")
    void refusesUnknownNode() throws IOException {
        int port1 = freePort();
        Ear ear1 = new Ear();
        start("c", 1, port1, Map.of(), ear1);
        Ear ear9 = new Ear();
        start("c", 9, freePort(), Map.of(1L, port1), ear9);
        await().atMost(LONG)
                .until(() -> ear1.warnings.stream().anyMatch(each -> each.contains("node 9 is not configured here")));
        assertThat(ear9.events).isEmpty();
    }

    @Test
    @DisplayName("garbage costs only the connection it came on")
    void garbage() throws IOException {
        int port1 = freePort();
        int port2 = freePort();
        Ear ear1 = new Ear();
        Ear ear2 = new Ear();
        NettyPeerTransport one = start("c", 1, port1, Map.of(2L, port2), ear1);
        start("c", 2, port2, Map.of(1L, port1), ear2);
        await().atMost(LONG).until(() -> ear1.events.equals(List.of("+2")));
        byte[][] attacks = {
            {0, 0, 0, 3, 1, 2, 3},
            {-1, -1, -1, -1},
            {0, 0, 0, 0},
            {127, 0, 0, 0, 5},
            "GET / HTTP/1.1\r\n\r\n".getBytes()
        };
        for (byte[] attack : attacks) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port2)) {
                OutputStream out = socket.getOutputStream();
                out.write(attack);
                out.flush();
                socket.setSoTimeout((int) LONG.toMillis());
                assertThat(socket.getInputStream().read()).isEqualTo(-1);
            }
        }
        assertThat(ear2.warnings).hasSizeGreaterThanOrEqualTo(attacks.length);
        one.send(new Envelope(0, 1, 2, new TimeoutNow(4)));
        await().atMost(LONG).until(() -> ear2.messages.size() == 1);
        assertThat(ear1.events).containsExactly("+2");
    }
}
