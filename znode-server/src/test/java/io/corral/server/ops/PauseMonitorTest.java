package io.corral.server.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.server.config.OperationsConfig.PauseConfig;
import io.corral.server.status.DurationMeter;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The pause monitor")
class PauseMonitorTest {
    private static final PauseConfig CONFIG =
            new PauseConfig(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(10));

    private final DurationMeter pauses = new DurationMeter();
    private final PauseMonitor monitor = new PauseMonitor(CONFIG, pauses, () -> 0);

    @Test
    void takes_for_a_pause_what_it_slept_longer_than_asked() {
        assertThat(monitor.woke(Duration.ofMillis(12_500).toNanos())).isEqualTo(12_000);
        assertThat(pauses.distribution().maxMicros()).isBetween(11_900_000L, 12_100_000L);
    }

    @Test
    void does_not_count_backwards_when_it_is_woken_early() {
        assertThat(monitor.woke(Duration.ofMillis(499).toNanos())).isZero();
    }

    @Test
    void records_every_turn_so_that_the_share_of_pauses_can_be_told() {
        monitor.woke(Duration.ofMillis(501).toNanos());
        monitor.woke(Duration.ofMillis(700).toNanos());

        assertThat(pauses.distribution().count()).isEqualTo(2);
    }
}
