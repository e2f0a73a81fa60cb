package io.corral.raft.transport;

import static io.corral.raft.transport.RawPeer.at;
import static io.corral.raft.transport.RawPeer.freePort;
import static io.corral.raft.transport.RawPeer.greet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.corral.raft.message.Envelope;
import io.corral.raft.message.TimeoutNow;
import io.corral.raft.port.PeerTransport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Trouble with one peer")
class PeerTroubleTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration FOR_EVER = Duration.ofHours(1);

    private final List<PeerTransport> open = new ArrayList<>();
    private final CountDownLatch nameServer = new CountDownLatch(1);

    @AfterEach
    void close() {
        nameServer.countDown();
        open.forEach(PeerTransport::close);
    }

    /** Counts what arrives; works application messages off only when told. */
    private static final class Ear implements PeerTransport.Listener, ConnectionJournal {
        final Map<Long, AtomicLong> messages = new ConcurrentHashMap<>();
        final AtomicLong application = new AtomicLong();
        final ConcurrentLinkedQueue<Runnable> unconsumed = new ConcurrentLinkedQueue<>();
        final Map<Long, Boolean> connected = new ConcurrentHashMap<>();

        long messagesFrom(long peer) {
            return messages.computeIfAbsent(peer, any -> new AtomicLong()).get();
        }

        @Override
        public void onMessage(Envelope envelope) {
            messages.computeIfAbsent(envelope.from(), any -> new AtomicLong()).incrementAndGet();
        }

        @Override
        public void onApplicationMessage(int group, long from, byte[] payload, Runnable consumed) {
            application.incrementAndGet();
            unconsumed.add(consumed);
        }

        @Override
        public void onPeerConnected(long peer) {
            connected.put(peer, true);
        }

        @Override
        public void onPeerDisconnected(long peer) {
            connected.remove(peer);
        }

        @Override
        public void note(String event) {
            // Not of interest here.
        }

        @Override
        public void warn(String event) {
            // Not of interest here.
        }
    }

    /** One event loop thread only: whatever blocks it is noticed. */
    private static TransportLimits limits(Duration reconnect) {
        return new TransportLimits(64 << 20, 64 << 20, 1 << 20, reconnect, reconnect, LONG, LONG, 1);
    }

    private NettyPeerTransport start(
            long id, int port, Map<Long, InetSocketAddress> peers, Duration reconnect, Ear ear) {
        NettyPeerTransport transport = new NettyPeerTransport(
                new TransportSettings("c", id, at(port), peers, limits(reconnect)),
                new SplittableRandom(id),
                ear,
                PeerProtection.NONE,
                this::resolve);
        open.add(transport);
        transport.start(ear);
        return transport;
    }

    private InetSocketAddress resolve(InetSocketAddress address) {
        try {
            nameServer.await();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
        return at(address.getPort());
    }

    @Test
    @DisplayName("whose name takes long to look up delays no other peer")
    void slowNameServer() throws IOException {
        int port1 = freePort();
        int port2 = freePort();
        int port3 = freePort();
        Ear ear1 = new Ear();
        Ear ear2 = new Ear();
        InetSocketAddress named = InetSocketAddress.createUnresolved("three.test", port3);
        NettyPeerTransport one = start(1, port1, Map.of(2L, at(port2), 3L, named), Duration.ofMillis(5), ear1);
        start(2, port2, Map.of(1L, at(port1)), Duration.ofMillis(5), ear2);
        await().atMost(LONG).until(() -> ear1.connected.containsKey(2L) && ear2.connected.containsKey(1L));
        one.send(new Envelope(0, 1, 2, new TimeoutNow(1)));
        await().atMost(LONG).until(() -> ear2.messagesFrom(1) == 1);

        start(3, port3, Map.of(1L, at(port1)), Duration.ofMillis(5), new Ear());
        assertThat(ear1.connected).doesNotContainKey(3L);
        nameServer.countDown();
        await().atMost(LONG).until(() -> ear1.connected.containsKey(3L));
    }

    @Test
    @DisplayName("that comes back ends at once: whoever it calls calls back without waiting")
    void redialsAtOnce() throws IOException {
        int port1 = freePort();
        int port2 = freePort();
        Ear ear1 = new Ear();
        start(1, port1, Map.of(2L, at(port2)), FOR_EVER, ear1);
        start(2, port2, Map.of(1L, at(port1)), FOR_EVER, new Ear());
        await().atMost(LONG).until(() -> ear1.connected.containsKey(2L));
    }

    @Test
    @DisplayName("that is called finds the caller listening already, so that it can call back")
    void listensBeforeItDials() throws IOException {
        for (int round = 0; round < 20; round++) {
            int port1 = freePort();
            try (ServerSocket two = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                CompletableFuture<Boolean> calledBack = CompletableFuture.supplyAsync(() -> callsBack(two, port1));
                start(1, port1, Map.of(2L, at(two.getLocalPort())), FOR_EVER, new Ear());
                assertThat(calledBack.join()).isTrue();
            }
        }
    }

    /** Whether who calls can be called at this port at once. */
    private static boolean callsBack(ServerSocket listening, int port) {
        try (Socket call = listening.accept();
                Socket back = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return call.isConnected() && back.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }

    @Test
    @DisplayName("that sends more than can be worked off holds up only itself, and loses nothing")
    void backPressure() throws IOException {
        int port1 = freePort();
        Ear ear1 = new Ear();
        start(1, port1, Map.of(2L, at(freePort()), 3L, at(freePort())), FOR_EVER, ear1);
        Ear ear2 = new Ear();
        Ear ear3 = new Ear();
        NettyPeerTransport two = start(2, freePort(), Map.of(1L, at(port1)), Duration.ofMillis(5), ear2);
        NettyPeerTransport three = start(3, freePort(), Map.of(1L, at(port1)), Duration.ofMillis(5), ear3);
        await().atMost(LONG).until(() -> ear2.connected.containsKey(1L) && ear3.connected.containsKey(1L));
        int sent = 256;
        for (int i = 0; i < sent; i++) {
            two.sendApplication(0, 1, new byte[128 << 10]);
        }
        await().atMost(LONG).until(() -> ear1.application.get() >= 8);
        three.send(new Envelope(0, 3, 1, new TimeoutNow(1)));
        await().atMost(LONG).until(() -> ear1.messagesFrom(3) == 1);
        assertThat(ear1.application.get()).isLessThan(sent);

        await().atMost(LONG).until(() -> {
            for (Runnable next = ear1.unconsumed.poll(); next != null; next = ear1.unconsumed.poll()) {
                next.run();
            }
            return ear1.application.get() == sent;
        });
        assertThat(ear2.connected).containsKey(1L);
    }

    @Test
    @DisplayName("ends its older connection before the newer one is welcome")
    void newerConnectionTakesOver() throws IOException {
        int port1 = freePort();
        start(1, port1, Map.of(2L, at(freePort())), FOR_EVER, new Ear());
        try (Socket older = greet(port1);
                Socket newer = greet(port1)) {
            assertThat(newer.isConnected()).isTrue();
            assertThat(older.getInputStream().read()).isEqualTo(-1);
        }
    }
}
