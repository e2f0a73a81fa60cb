package io.corral.server.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.server.session.PauseAwareTime;
import io.corral.tree.session.SessionPassword;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LocalSessionsTest {
    private static final int TICK = 100;
    private static final SessionPassword PASSWORD = SessionPassword.of(new byte[16]);

    private final LocalSessions sessions = new LocalSessions(TICK, new PauseAwareTime(millis(TICK), 0, 0), 0);
    private int nowMillis;

    @Test
    void aSessionOfWhichNothingIsHeardExpires() {
        sessions.open(7, 1000, PASSWORD);
        assertThat(expiredAfter(1000)).isEmpty();
        assertThat(sessions.find(7)).isNotNull();
        assertThat(expiredAfter(100)).containsExactly(7L);
        assertThat(sessions.find(7)).isNull();
        assertThat(sessions.size()).isZero();
    }

    @Test
    void aSignOfLifeGivesItAllItsTimeAgain() {
        sessions.open(7, 1000, PASSWORD);
        assertThat(expiredAfter(900)).isEmpty();
        sessions.heardOf(new long[] {7, 0}, 1);
        assertThat(expiredAfter(1000)).isEmpty();
        assertThat(expiredAfter(100)).containsExactly(7L);
    }

    @Test
    void aClientThatComesBackMayAskForAnotherTimeout() {
        LocalSession session = sessions.open(7, 1000, PASSWORD);
        sessions.renewed(session, 3000);
        assertThat(expiredAfter(3000)).isEmpty();
        assertThat(expiredAfter(100)).containsExactly(7L);
    }

    @Test
    void aSessionThatEndedOrIsKnownToAllServersDoesNotExpire() {
        sessions.open(7, 1000, PASSWORD);
        sessions.open(8, 1000, PASSWORD);
        sessions.end(7);
        assertThat(sessions.size()).isEqualTo(1);
        sessions.endAll();
        assertThat(expiredAfter(2000)).isEmpty();
    }

    @Test
    void aClientThatComesBackToASessionThatHasJustEndedIsTooLate() {
        LocalSession session = sessions.open(7, 1000, PASSWORD);
        assertThat(sessions.renewed(session, 1000)).isTrue();
        assertThat(expiredAfter(1100)).containsExactly(7L);
        assertThat(sessions.renewed(session, 1000)).isFalse();
        assertThat(expiredAfter(2000)).isEmpty();
    }

    private List<Long> expiredAfter(int millis) {
        List<Long> expired = new ArrayList<>();
        for (int passed = 0; passed < millis; passed += TICK) {
            nowMillis += TICK;
            expired.addAll(sessions.expire(millis(nowMillis)));
        }
        return expired;
    }

    private static long millis(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
