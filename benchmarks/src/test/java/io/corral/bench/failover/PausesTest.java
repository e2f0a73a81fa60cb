package io.corral.bench.failover;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Pauses between writes")
class PausesTest {
    private final AtomicLong now = new AtomicLong(1_000);
    private final Pauses pauses = new Pauses(now::get);

    private void writeAt(long nanos) {
        now.set(nanos);
        pauses.written();
    }

    @Test
    @DisplayName("are told by the longest, whoever wrote")
    void longest() {
        writeAt(1_010);
        writeAt(1_400);
        writeAt(1_420);
        assertThat(pauses.longestNanos()).isEqualTo(390);
    }

    @Test
    @DisplayName("count from where they were forgotten")
    void forgotten() {
        writeAt(5_000);
        pauses.forget();
        writeAt(5_030);
        assertThat(pauses.longestNanos()).isEqualTo(30);
    }

    @Test
    @DisplayName("are over when writes have succeeded again for a while")
    void over() {
        writeAt(2_000);
        assertThat(pauses.overFor(100)).isFalse();
        writeAt(2_090);
        now.set(2_110);
        assertThat(pauses.overFor(100)).isTrue();
    }

    @Test
    @DisplayName("are not over while nothing succeeds")
    void notOver() {
        writeAt(2_000);
        now.set(9_000);
        assertThat(pauses.overFor(100)).isFalse();
    }
}
