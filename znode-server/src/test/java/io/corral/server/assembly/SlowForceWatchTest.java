package io.corral.server.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.raft.node.Distribution;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Slow forces of the log")
class SlowForceWatchTest {
    private final List<Long> buckets = new ArrayList<>(Collections.nCopies(64, 0L));
    private final SlowForceWatch watch =
            new SlowForceWatch(() -> new Distribution(0, 0, 0, buckets), Duration.ofSeconds(1));

    @Test
    void are_those_that_took_the_limit_or_its_next_power_of_two() {
        force(Duration.ofMillis(2));
        force(Duration.ofMillis(900));
        assertThat(watch.count()).isZero();

        force(Duration.ofMillis(1_100));
        force(Duration.ofSeconds(40));
        assertThat(watch.count()).isEqualTo(2);
    }

    private void force(Duration time) {
        int bucket = Long.SIZE - Long.numberOfLeadingZeros(time.toNanos());
        buckets.set(bucket, buckets.get(bucket) + 1);
    }
}
