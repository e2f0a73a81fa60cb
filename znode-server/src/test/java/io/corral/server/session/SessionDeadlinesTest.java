package io.corral.server.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.corral.server.session.SessionDeadlines.Due;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class SessionDeadlinesTest {
    private static final int TICK = 2_000;

    private final SessionDeadlines deadlines = new SessionDeadlines(TICK);

    @Property
    void aSilentSessionEndsBetweenItsTimeoutAndOneTickLater(
            @ForAll @IntRange(min = 1, max = 60_000) int timeoutMillis,
            @ForAll @LongRange(min = -1_000_000, max = 1_000_000) long startMillis) {
        SessionDeadlines book = new SessionDeadlines(TICK);
        book.started(7, 1, timeoutMillis, nanos(startMillis));

        assertThat(book.due(nanos(startMillis + timeoutMillis))).isEmpty();
        assertThat(book.due(nanos(startMillis + timeoutMillis + TICK))).containsExactly(new Due(7, 1));
    }

    @Test
    void aSignOfLifeGrantsTheFullTimeoutAgain() {
        deadlines.started(7, 1, 4_000, 0);
        deadlines.touched(7, nanos(3_999));

        assertThat(deadlines.due(nanos(7_999))).isEmpty();
        assertThat(deadlines.due(nanos(9_999))).containsExactly(new Due(7, 1));
    }

    @Test
    void whatIsDueWhenIsShownByTheTimeOfTheTick() {
        deadlines.started(7, 1, 4_000, 0);
        deadlines.started(8, 1, 4_500, 0);
        deadlines.started(9, 1, 10_000, 0);
        deadlines.ended(8);

        assertThat(deadlines.byTime()).isEqualTo(Map.of(nanos(6_000), List.of(7L), nanos(12_000), List.of(9L)));
    }

    @Test
    void anEndedSessionIsNeverDue() {
        deadlines.started(7, 1, 4_000, 0);
        deadlines.ended(7);
        deadlines.touched(7, nanos(10));

        assertThat(deadlines.due(nanos(100_000))).isEmpty();
        assertThat(deadlines.size()).isZero();
    }

    @Test
    void aDueSessionIsOfferedAgainATickLaterUntilItEnds() {
        deadlines.started(7, 1, 4_000, 0);
        assertThat(deadlines.due(nanos(6_000))).containsExactly(new Due(7, 1));
        assertThat(deadlines.due(nanos(6_100))).isEmpty();
        assertThat(deadlines.due(nanos(8_000))).containsExactly(new Due(7, 1));
        deadlines.ended(7);
        assertThat(deadlines.due(nanos(20_000))).isEmpty();
    }

    @Test
    void reAttachingStartsAnewWithTheNewEpochAndTimeout() {
        deadlines.started(7, 1, 4_000, 0);
        deadlines.started(7, 2, 10_000, nanos(3_000));

        assertThat(deadlines.due(nanos(12_999))).isEmpty();
        assertThat(deadlines.due(nanos(16_000))).containsExactly(new Due(7, 2));
    }

    @Test
    void aTickMustBePositive() {
        assertThatThrownBy(() -> new SessionDeadlines(0)).hasMessageContaining("tickTime");
    }

    private static long nanos(long millis) {
        return millis * 1_000_000;
    }
}
