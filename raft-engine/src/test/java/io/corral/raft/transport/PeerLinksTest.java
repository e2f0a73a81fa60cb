package io.corral.raft.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Links to other nodes")
class PeerLinksTest {
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
}
