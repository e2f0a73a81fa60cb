package io.corral.server.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.server.status.Lag;
import org.junit.jupiter.api.Test;

class LagMeterTest {
    private final LagMeter meter = new LagMeter();

    @Test
    void aServerThatExecutedEverythingHasNoLag() {
        meter.sample(10, 10, millis(0));
        assertThat(meter.lag()).isEqualTo(Lag.NONE);
    }

    @Test
    void lagIsTheAgeOfTheOldestCommittedEntryNotExecutedHere() {
        meter.sample(10, 10, millis(0));
        meter.sample(12, 10, millis(100));
        meter.sample(20, 11, millis(200));
        assertThat(meter.lag()).isEqualTo(new Lag(9, 100));
        meter.sample(20, 12, millis(300));
        assertThat(meter.lag()).isEqualTo(new Lag(8, 100));
        meter.sample(20, 20, millis(400));
        assertThat(meter.lag()).isEqualTo(Lag.NONE);
    }

    @Test
    void aServerBehindForHoursRemembersSinceWhenInBoundedMemory() {
        for (int i = 1; i <= 10_000; i++) {
            meter.sample(i, 0, millis(i));
        }
        assertThat(meter.lag()).isEqualTo(new Lag(10_000, 9_999));
    }

    private static long millis(long millis) {
        return millis * 1_000_000;
    }
}
