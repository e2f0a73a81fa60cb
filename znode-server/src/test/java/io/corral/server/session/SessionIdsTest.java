package io.corral.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SessionIdsTest {
    @Test
    void theServersNumberIsTheHighByte() {
        assertThat(new SessionIds(3, 1_700_000_000_000L).next() >>> 56).isEqualTo(3);
        assertThat(new SessionIds(200, 1_700_000_000_000L).next()).isNegative();
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
