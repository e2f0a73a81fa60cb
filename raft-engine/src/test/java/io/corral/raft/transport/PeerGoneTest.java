package io.corral.raft.transport;

import static io.corral.raft.transport.RawPeer.answer;
import static io.corral.raft.transport.RawPeer.at;
import static io.corral.raft.transport.RawPeer.freePort;
import static io.corral.raft.transport.RawPeer.greet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

import io.corral.raft.port.PeerTransport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A peer whose process ends")
class PeerGoneTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final List<PeerTransport> open = new ArrayList<>();

    @AfterEach
    void close() {
        open.forEach(PeerTransport::close);
    }

    /** Connects to a socket that accepts nobody until connections are neither taken nor refused any more. */
    private static void fillUp(ServerSocket unattended) throws IOException {
        for (int i = 0; i < 100; i++) {
            try {
                new Socket().connect(unattended.getLocalSocketAddress(), 200);
            } catch (SocketTimeoutException full) {
                return;
            }
        }
        abort("the operating system takes any number of connections that nobody accepts");
    }

    private NettyPeerTransport start(long id, int port, Map<Long, Integer> peers, RecordingEar ear) {
        Map<Long, InetSocketAddress> addresses = new HashMap<>();
        peers.forEach((peer, peerPort) -> addresses.put(peer, at(peerPort)));
        NettyPeerTransport transport = new NettyPeerTransport(
                new TransportSettings("c", id, at(port), addresses, TransportLimits.defaults()),
                new SplittableRandom(id),
                ear);
        open.add(transport);
        transport.start(ear);
        return transport;
    }

    @Test
    @DisplayName("is found gone once, after its connection is lost, and is welcome again")
    void endedProcess() throws IOException {
        int port1 = freePort();
        int port2 = freePort();
        RecordingEar ear = new RecordingEar();
        start(1, port1, Map.of(2L, port2), ear);
        NettyPeerTransport two = start(2, port2, Map.of(1L, port1), new RecordingEar());
        await().atMost(LONG).until(() -> ear.events.contains("2 connected"));
        two.close();
        await().atMost(LONG).until(() -> ear.events.contains("2 gone"));
        start(2, port2, Map.of(1L, port1), new RecordingEar());
        await().atMost(LONG).until(() -> ear.events.size() == 4);
        assertThat(ear.events).containsExactly("2 connected", "2 lost", "2 gone", "2 connected");
    }

    @Test
    @DisplayName("is found gone even if it was connected only by the connection it made itself")
    void connectedOneWay() throws IOException {
        int port1 = freePort();
        RecordingEar ear = new RecordingEar();
        start(1, port1, Map.of(2L, freePort()), ear);
        Socket call = greet(port1);
        assertThat(ear.events).isEmpty();
        call.close();
        await().atMost(LONG).until(() -> ear.events.equals(List.of("2 gone")));
    }

    @Test
    @DisplayName("is not found gone when it was never there")
    void neverThere() throws IOException {
        int port1 = freePort();
        int port3 = freePort();
        RecordingEar ear = new RecordingEar();
        start(1, port1, Map.of(2L, freePort(), 3L, port3), ear);
        NettyPeerTransport three = start(3, port3, Map.of(1L, port1), new RecordingEar());
        await().atMost(LONG).until(() -> ear.events.contains("3 connected"));
        three.close();
        await().atMost(LONG).until(() -> ear.events.contains("3 gone"));
        assertThat(ear.events).doesNotContain("2 gone");
    }

    @Test
    @DisplayName("is not found gone while its address still answers")
    void stillAnswers() throws Exception {
        int port1 = freePort();
        RecordingEar ear = new RecordingEar();
        try (ServerSocket address = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            start(1, port1, Map.of(2L, address.getLocalPort()), ear);
            answer(address.accept()).close();
            // It calls again.
            answer(address.accept()).close();
            answer(address.accept()).close();
            assertThat(ear.events).doesNotContain("2 gone");
        }
        await().atMost(LONG).until(() -> ear.events.contains("2 gone"));
    }

    @Test
    @DisplayName("is not found gone while its own connection stands: its last messages come first")
    void itsCallStands() throws Exception {
        int port1 = freePort();
        RecordingEar ear = new RecordingEar();
        ServerSocket address = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        start(1, port1, Map.of(2L, address.getLocalPort()), ear);
        Socket call = greet(port1);
        Socket called = answer(address.accept());
        await().atMost(LONG).until(() -> ear.events.contains("2 connected"));
        address.close();
        called.close();
        await().atMost(LONG).until(() -> ear.notes.stream().anyMatch(each -> each.startsWith("Cannot reach node 2")));
        assertThat(ear.events).containsExactly("2 connected", "2 lost");
        call.close();
        await().atMost(LONG).until(() -> ear.events.contains("2 gone"));
    }

    @Test
    @DisplayName("is not found gone when its host has vanished, which refuses nothing")
    void hostVanished() throws IOException {
        int port1 = freePort();
        RecordingEar ear = new RecordingEar();
        AtomicInteger attempts = new AtomicInteger();
        try (ServerSocket unattended = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            fillUp(unattended);
            InetSocketAddress two = InetSocketAddress.createUnresolved("two.test", unattended.getLocalPort());
            NettyPeerTransport one = new NettyPeerTransport(
                    new TransportSettings(
                            "c",
                            1,
                            at(port1),
                            Map.of(2L, two),
                            TransportLimits.defaults().withHandshakeTimeout(Duration.ofMillis(100))),
                    new SplittableRandom(1),
                    ear,
                    PeerProtection.NONE,
                    asked -> {
                        attempts.incrementAndGet();
                        return at(asked.getPort());
                    });
            open.add(one);
            one.start(ear);
            greet(port1).close();
            int before = attempts.get();
            await().atMost(LONG).until(() -> attempts.get() > before + 3);
            assertThat(ear.notes).anyMatch(each -> each.contains("timed out"));
            assertThat(ear.events).doesNotContain("2 gone");
        }
        await().atMost(LONG).until(() -> ear.events.contains("2 gone"));
    }
}
