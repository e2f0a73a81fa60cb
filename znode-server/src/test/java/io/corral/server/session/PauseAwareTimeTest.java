package io.corral.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PauseAwareTimeTest {
    private final PauseAwareTime time = new PauseAwareTime(100, 50, 1_000);

    @Test
    void ordinaryLatenessCounts() {
        assertThat(time.advance(1_100)).isEqualTo(1_100);
        assertThat(time.advance(1_250)).isEqualTo(1_250);
        assertThat(time.pausedNanos()).isZero();
    }

    @Test
    void aPauseIsGivenBackExceptForOneInterval() {
        time.advance(1_100);
        assertThat(time.advance(9_100)).isEqualTo(1_200);
        assertThat(time.advance(9_200)).isEqualTo(1_300);
        assertThat(time.pausedNanos()).isEqualTo(7_900);
    }

    @Test
    void aClockThatGoesBackStandsStillHere() {
        time.advance(1_100);
        assertThat(time.advance(900)).isEqualTo(1_100);
    }
}
