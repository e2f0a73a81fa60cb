package io.corral.raft.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Links to other nodes")
class PeerLinksTest {
    private static final int MOST_GUESTS = 64;
    private static final InetSocketAddress ANYWHERE = InetSocketAddress.createUnresolved("h", 1);

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Integer.MAX_VALUE + 1L})
    @DisplayName("are not opened to guests whose number no node can have")
    void impossibleNumbers(long node) {
        PeerLinks links = new PeerLinks(1, true, new Succession(), (peer, address) -> {
            throw new AssertionError("opened a link to " + peer);
        });
        assertThat(links.objectionTo(node, Optional.of(InetSocketAddress.createUnresolved("h", 1))))
                .isPresent();
    }

    @Test
    @DisplayName("are opened to 64 guests at a time, and to any number of nodes that this one was told of")
    void mostGuests() {
        TransportSettings settings = new TransportSettings("c", 1, ANYWHERE, Map.of(), TransportLimits.defaults());
        RecordingEar ear = new RecordingEar();
        EmbeddedChannel idle = new EmbeddedChannel();
        try (ConnectionGuard guard = new ConnectionGuard(PeerProtection.NONE, 1, Duration.ofSeconds(1))) {
            Dialling dialling = new Dialling(
                    new Bootstrap(),
                    idle.eventLoop(),
                    new SplittableRandom(1),
                    guard,
                    new Greeter(settings, ear),
                    Addresses.OF_THE_SYSTEM,
                    Runnable::run);
            Succession calls = new Succession();
            PeerLinks links = new PeerLinks(
                    1,
                    true,
                    calls,
                    (peer, address) -> new PeerLink(settings, peer, address, dialling, calls, ear, ear));
            for (long guest = 2; guest < 2 + MOST_GUESTS; guest++) {
                assertThat(links.objectionTo(guest, Optional.of(ANYWHERE))).isEmpty();
            }
            assertThat(links.objectionTo(100, Optional.of(ANYWHERE)))
                    .hasValueSatisfying(why -> assertThat(why).contains("not configured here", "64"));
            links.name(Map.of(100L, ANYWHERE));
            assertThat(links.objectionTo(100, Optional.of(ANYWHERE))).isEmpty();
            links.dismissAbsentGuests();
            links.dismissAbsentGuests();
            assertThat(links.objectionTo(101, Optional.of(ANYWHERE)))
                    .as("the others never came")
                    .isEmpty();
        }
    }
}
