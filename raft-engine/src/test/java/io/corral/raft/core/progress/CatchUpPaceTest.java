package io.corral.raft.core.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The pace of catching up")
class CatchUpPaceTest {
    private static final long RATE = 1_000_000;
    private static final long MILLISECOND = 1_000_000;
    private static final int PIECE = 500;
    private static final Percentage A_LITTLE = Percentage.withPercentage(4);

    /** What is read in ten seconds while so many bytes a second are written, in bytes a second. */
    private static double readWhile(long writtenPerSecond) {
        CatchUpPace pace = new CatchUpPace(RATE, 0);
        long read = 0;
        for (long millis = 1; millis <= 10_000; millis++) {
            pace.written(writtenPerSecond / 1000);
            while (pace.allows(millis * MILLISECOND)) {
                pace.spent(PIECE);
                read += PIECE;
            }
        }
        return read / 10.0;
    }

    @Test
    @DisplayName("is as stated while nothing is written")
    void idle() {
        assertThat(readWhile(0)).isCloseTo(RATE, A_LITTLE);
    }

    @Test
    @DisplayName("makes room for writes: four bytes less for each that is written, and one and a half more")
    void someWrites() {
        assertThat(readWhile(RATE / 8)).isCloseTo(RATE / 2 + 1.5 * RATE / 8, A_LITTLE);
    }

    @Test
    @DisplayName("outruns the log however fast it grows")
    void manyWrites() {
        for (long times = 1; times <= 20; times++) {
            assertThat(readWhile(times * RATE)).isCloseTo(RATE / 4.0 + 1.5 * times * RATE, A_LITTLE);
        }
    }

    @Test
    @DisplayName("saves up no more than a tenth of a second")
    void savings() {
        CatchUpPace pace = new CatchUpPace(RATE, 0);
        pace.allows(3_600_000 * MILLISECOND);
        long read = 0;
        while (pace.allows(3_600_000 * MILLISECOND)) {
            pace.spent(PIECE);
            read += PIECE;
        }
        assertThat(read).isCloseTo(RATE / 10, within((long) PIECE));
    }
}
