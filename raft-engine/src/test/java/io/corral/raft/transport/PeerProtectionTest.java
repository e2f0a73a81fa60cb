package io.corral.raft.transport;

import static io.corral.raft.transport.RawPeer.at;
import static io.corral.raft.transport.RawPeer.freePort;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.corral.raft.port.PeerTransport;
import io.corral.testkit.certificate.HandmadeTls;
import io.corral.testkit.certificate.SecondHandshake;
import io.corral.testkit.certificate.TestAuthority;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Connections between nodes with TLS")
class PeerProtectionTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final int LARGE = 3 << 20;
    private static final TestAuthority OURS = TestAuthority.named("ours");
    private static final PeerEngines GOOD = engines(OURS);

    private final List<PeerTransport> open = new ArrayList<>();

    @AfterEach
    void close() {
        open.forEach(PeerTransport::close);
    }

    @Test
    @DisplayName("carry messages small and large, in order")
    void messages() throws IOException {
        Pair pair = start(tls(GOOD), tls(GOOD));
        pair.awaitConnected();
        pair.one.sendApplication(1, 2, new byte[] {7});
        pair.one.sendApplication(1, 2, new byte[LARGE]);
        pair.one.sendApplication(1, 2, new byte[] {8});
        await().atMost(LONG).until(() -> pair.earOfTwo.payloads.size() == 3);
        assertThat(pair.earOfTwo.payloads.get(0)).containsExactly(7);
        assertThat(pair.earOfTwo.payloads.get(1)).hasSize(LARGE);
        assertThat(pair.earOfTwo.payloads.get(2)).containsExactly(8);
    }

    @Test
    @DisplayName("tell as surely as plain ones that the process of a peer is gone")
    void gone() throws IOException {
        Pair pair = start(tls(GOOD), tls(GOOD));
        pair.awaitConnected();
        pair.two.close();
        await().atMost(LONG).until(() -> pair.earOfOne.events.contains("2 gone"));
        assertThat(pair.earOfOne.events).containsExactly("2 connected", "2 lost", "2 gone");
    }

    @ParameterizedTest
    @CsvSource({"false, false", "true, false", "false, true", "true, true"})
    @DisplayName("and without go together while both are taken, whoever dials how")
    void unified(boolean oneDialsTls, boolean twoDialsTls) throws IOException {
        start(
                        new PeerProtection(Optional.of(GOOD), oneDialsTls, true),
                        new PeerProtection(Optional.of(GOOD), twoDialsTls, true))
                .awaitConnected();
    }

    @Test
    @DisplayName("are not made with a node that speaks plain text, and both logs say why")
    void plainNode() throws IOException {
        Pair pair = start(tls(GOOD), PeerProtection.NONE);
        await().atMost(LONG).until(() -> pair.earOfOne.hasNote("does not speak TLS"));
        await().atMost(LONG).until(() -> pair.earOfOne.hasNote("Cannot reach node 2"));
        assertThat(pair.earOfOne.events).isEmpty();
        assertThat(pair.earOfTwo.events).isEmpty();
    }

    @Test
    @DisplayName("are not made with a node whose certificate nobody trusted has signed")
    void stranger() throws IOException {
        Pair pair = start(tls(GOOD), tls(engines(TestAuthority.named("theirs"))));
        await().atMost(LONG).until(() -> pair.earOfOne.hasNote("Cannot reach node 2"));
        await().atMost(LONG).until(() -> pair.earOfTwo.hasNote("the TLS handshake failed"));
        assertThat(pair.earOfOne.events).isEmpty();
    }

    @Test
    @DisplayName("end when a second handshake is begun on them")
    void secondHandshake() throws IOException {
        int port = freePort();
        RecordingEar ear = new RecordingEar();
        start(1, port, Map.of(), ear, tls(GOOD));
        SSLContext caller = HandmadeTls.of(OURS.issue("CN=caller", "localhost"), OURS.certificate());
        try (SSLSocket socket = (SSLSocket) caller.getSocketFactory().createSocket("127.0.0.1", port)) {
            socket.setSoTimeout(Math.toIntExact(LONG.multipliedBy(2).toMillis()));
            socket.setEnabledProtocols(new String[] {"TLSv1.2"});
            assertThat(SecondHandshake.isTaken(socket)).isFalse();
        }
    }

    @Test
    @DisplayName("cannot be asked for without the means")
    void withoutMeans() {
        assertThatThrownBy(() -> new PeerProtection(Optional.empty(), true, true))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PeerProtection(Optional.empty(), false, false))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static PeerProtection tls(PeerEngines engines) {
        return new PeerProtection(Optional.of(engines), true, false);
    }

    private Pair start(PeerProtection ofOne, PeerProtection ofTwo) throws IOException {
        int port1 = freePort();
        int port2 = freePort();
        RecordingEar earOfOne = new RecordingEar();
        RecordingEar earOfTwo = new RecordingEar();
        return new Pair(
                start(1, port1, Map.of(2L, at(port2)), earOfOne, ofOne),
                start(2, port2, Map.of(1L, at(port1)), earOfTwo, ofTwo),
                earOfOne,
                earOfTwo);
    }

    private NettyPeerTransport start(
            long id, int port, Map<Long, InetSocketAddress> peers, RecordingEar ear, PeerProtection protection) {
        NettyPeerTransport transport = new NettyPeerTransport(
                new TransportSettings(
                        "c", id, at(port), peers, TransportLimits.defaults().withHandshakeTimeout(LONG)),
                new SplittableRandom(id),
                ear,
                protection);
        open.add(transport);
        transport.start(ear);
        return transport;
    }

    private static PeerEngines engines(TestAuthority authority) {
        SSLContext context =
                HandmadeTls.of(authority.issue("CN=node", "localhost", "127.0.0.1"), authority.certificate());
        return new PeerEngines() {
            @Override
            public SSLEngine dialling(String host, int port) {
                SSLEngine engine = context.createSSLEngine(host, port);
                engine.setUseClientMode(true);
                SSLParameters parameters = engine.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                engine.setSSLParameters(parameters);
                return engine;
            }

            @Override
            public SSLEngine accepting(String host, int port) {
                SSLEngine engine = context.createSSLEngine(host, port);
                engine.setUseClientMode(false);
                engine.setNeedClientAuth(true);
                return engine;
            }
        };
    }

    private record Pair(NettyPeerTransport one, NettyPeerTransport two, RecordingEar earOfOne, RecordingEar earOfTwo) {
        void awaitConnected() {
            await().atMost(LONG).until(() -> earOfOne.events.contains("2 connected"));
            await().atMost(LONG).until(() -> earOfTwo.events.contains("1 connected"));
        }
    }
}
