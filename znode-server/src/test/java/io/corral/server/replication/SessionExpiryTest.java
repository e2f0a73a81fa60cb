package io.corral.server.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.server.session.PauseAwareTime;
import io.corral.server.view.BatchFeed;
import io.corral.server.view.PublishedBatch;
import io.corral.tree.TreeRules;
import io.corral.tree.TreeState;
import io.corral.tree.apply.Applied;
import io.corral.tree.apply.StampedCommand;
import io.corral.tree.apply.TreeStateMachine;
import io.corral.tree.command.AttachSession;
import io.corral.tree.command.Command;
import io.corral.tree.command.CreateSession;
import io.corral.tree.command.ExpireSession;
import io.corral.tree.session.OriginTag;
import io.corral.tree.session.SessionPassword;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SessionExpiryTest {
    private static final int TICK = 2_000;
    private static final int TIMEOUT = 4_000;
    private static final long SESSION = 77;
    private static final OriginTag ORIGIN = new OriginTag(2, 0);
    private static final SessionPassword PASSWORD = SessionPassword.of(new byte[16]);

    private final TreeStateMachine machine = new TreeStateMachine();
    private final BatchFeed feed = new BatchFeed(PublishedBatch.discontinuity(0, TreeState.initial()), 0);
    private final DecidingLeader link = new DecidingLeader();
    private long nowMillis;
    private final SessionExpiry expiry =
            new SessionExpiry(link, feed, TICK, new PauseAwareTime(nanos(100), nanos(50), 0), () -> nanos(nowMillis));

    @Test
    void theLeaderEndsASessionNobodyHearsOf() {
        execute(create());
        runUntil(TIMEOUT);
        assertThat(link.submitted).isEmpty();
        runUntil(TIMEOUT + TICK);
        assertThat(link.submitted).containsExactly(new ExpireSession(SESSION, 1));
    }

    @Test
    void whatExpiresIsCountedOnTheLeaderOnceEach() {
        execute(create());
        runUntil(TIMEOUT + 2 * TICK + 200);
        assertThat(link.submitted).hasSizeGreaterThan(1);
        assertThat(expiry.expired()).as("as long as it is only proposed").isZero();
        execute(new ExpireSession(SESSION, 1));
        runUntil(nowMillis + 1_000);
        assertThat(expiry.expired()).isEqualTo(1);

        link.leadership = new Leadership(2, 9, false);
        execute(create());
        execute(new ExpireSession(SESSION, 1));
        runUntil(nowMillis + 1_000);
        assertThat(expiry.expired()).isEqualTo(1);
    }

    @Test
    void theLeaderTellsWhenSessionsExpireByItsClockPausesIncluded() {
        execute(create());
        runUntil(1_000);
        SortedMap<Long, List<Long>> before = expiry.deadlinesMillis();
        assertThat(before.values()).containsExactly(List.of(SESSION));
        nowMillis += 60_000;
        expiry.run();
        assertThat(expiry.deadlinesMillis().firstKey())
                .isBetween(before.firstKey() + 59_000, before.firstKey() + 60_000);

        link.leadership = new Leadership(2, 9, false);
        expiry.run();
        assertThat(expiry.deadlinesMillis()).isEmpty();
    }

    @Test
    void aServerThatDoesNotLeadEndsNothing() {
        link.leadership = new Leadership(1, 9, false);
        execute(create());
        runUntil(10 * TIMEOUT);
        assertThat(link.submitted).isEmpty();
    }

    @Test
    void aNewLeaderGrantsEverySessionItsFullTimeout() {
        link.leadership = new Leadership(1, 9, false);
        execute(create());
        runUntil(TIMEOUT - 100);
        link.leadership = new Leadership(2, 1, true);
        runUntil(2 * TIMEOUT - 200);
        assertThat(link.submitted).isEmpty();
        runUntil(2 * TIMEOUT + TICK);
        assertThat(link.submitted).containsExactly(new ExpireSession(SESSION, 1));
    }

    @Test
    void aSessionThatAnyServerHeardOfLives() {
        execute(create());
        for (int i = 0; i < 5; i++) {
            runUntil(nowMillis + TIMEOUT - 200);
            expiry.sessionsHeardOf(new long[] {SESSION});
            runUntil(nowMillis + 100);
        }
        assertThat(link.submitted).isEmpty();
    }

    @Test
    void aReAttachedSessionIsExpiredInItsNewEpochOnly() {
        execute(create());
        runUntil(1_000);
        execute(new AttachSession(ORIGIN, SESSION, TIMEOUT, PASSWORD, 1, 5));
        runUntil(1_000 + TIMEOUT + TICK + 200);
        assertThat(link.submitted).containsExactly(new ExpireSession(SESSION, 2));
    }

    @Test
    void whatIsLostWithLeadershipIsProposedAgain() {
        execute(create());
        runUntil(TIMEOUT + 2 * TICK + 200);
        assertThat(link.submitted).hasSize(2);
        execute(new ExpireSession(SESSION, 1));
        runUntil(10 * TIMEOUT);
        assertThat(link.submitted).hasSize(2);
    }

    @Test
    void aPauseOfTheLeaderItselfEndsNobody() {
        execute(create());
        runUntil(1_000);
        nowMillis += 60_000;
        expiry.run();
        assertThat(link.submitted).isEmpty();
        runUntil(nowMillis + TIMEOUT + TICK);
        assertThat(link.submitted).containsExactly(new ExpireSession(SESSION, 1));
    }

    @Test
    void nobodyExpiresWhileNobodyCanAttachAndEverybodyGetsTheFullTimeoutAfterwards() {
        execute(create());
        runUntil(1_000);
        link.refusing = true;
        runUntil(10 * TIMEOUT);
        link.refusing = false;
        runUntil(11 * TIMEOUT - 100);
        assertThat(link.submitted).isEmpty();
        runUntil(11 * TIMEOUT + TICK + 200);
        assertThat(link.submitted).contains(new ExpireSession(SESSION, 1));
    }

    private void runUntil(long millis) {
        while (nowMillis < millis) {
            nowMillis += 100;
            expiry.run();
        }
    }

    private static Command create() {
        return new CreateSession(ORIGIN, SESSION, TIMEOUT, PASSWORD);
    }

    private void execute(Command command) {
        PublishedBatch newest = feed.newest();
        Applied applied =
                machine.apply(newest.state(), List.of(new StampedCommand(command, nowMillis, TreeRules.defaults())));
        feed.publish(PublishedBatch.executed(newest.index() + 1, applied.after(), applied.outcomes(), 1));
    }

    private static long nanos(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
