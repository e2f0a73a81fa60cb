package io.corral.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.tree.EphemeralOwner;
import org.junit.jupiter.api.Test;

class SessionIdsTest {
    @Test
    void theServersNumberIsTheHighByte() {
        assertThat(new SessionIds(3, 1_700_000_000_000L).next() >>> 56).isEqualTo(3);
        assertThat(new SessionIds(200, 1_700_000_000_000L).next()).isNegative();
    }

    @Test
    void noSessionOwnsItsNodesAsIfTheyHadATimeToLive() {
        for (int server : new int[] {1, 127, 128, 254, 255, 256, 511, 512}) {
            long id = new SessionIds(server, 1_700_000_000_000L).next();
            assertThat(EphemeralOwner.isSession(id)).as("server %d", server).isTrue();
        }
    }

    @Test
    void idsOfOneServerAreAllDifferentAndGrow() {
        SessionIds ids = new SessionIds(1, 1_700_000_000_000L);
        long first = ids.next();
        assertThat(ids.next()).isEqualTo(first + 1);
    }

    @Test
    void aLaterStartGivesHigherIds() {
        assertThat(new SessionIds(1, 1_700_000_000_001L).next())
                .isGreaterThan(new SessionIds(1, 1_700_000_000_000L).next());
    }
}
