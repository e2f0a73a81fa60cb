package io.corral.server.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.server.frontend.ServingMode;
import io.corral.server.replication.Leadership;
import io.corral.server.replication.ReplicationLink;
import io.corral.server.view.BatchFeed;
import io.corral.server.view.PublishedBatch;
import io.corral.tree.TreeState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ServingWatchTest {
    private static final long PATIENCE = 1_000;

    private final FakeLink link = new FakeLink();
    private final BatchFeed feed = new BatchFeed(PublishedBatch.discontinuity(0, TreeState.initial()), 0);
    private final List<ServingMode> changes = new ArrayList<>();
    private long now;
    private boolean stateIsWhole = true;
    private ServingWatch watch = watch(ServingWatch.NEVER);

    @Test
    void servingBeginsWhenWhatWasCommittedIsExecutedHere() {
        watch.run();
        assertThat(link.question).isNull();
        link.leadership = new Leadership(1, 2, false);
        watch.run();
        link.answer(5);
        watch.run();
        assertThat(watch.mode()).isEqualTo(ServingMode.CLOSED);
        feed.publish(PublishedBatch.executed(5, TreeState.initial(), List.of(), 1));
        watch.run();
        assertThat(watch.mode()).isEqualTo(ServingMode.OPEN);
        assertThat(changes).containsExactly(ServingMode.OPEN);
    }

    @Test
    void aRefusedQuestionIsAskedAgain() {
        link.leadership = new Leadership(1, 2, false);
        watch.run();
        link.refuse();
        watch.run();
        link.answer(0);
        watch.run();
        assertThat(watch.mode()).isEqualTo(ServingMode.OPEN);
    }

    @Test
    void aShortTimeWithoutLeaderChangesNothing() {
        serve();
        link.leadership = Leadership.NONE;
        now = PATIENCE;
        watch.run();
        link.leadership = new Leadership(2, 3, false);
        now = 2 * PATIENCE;
        watch.run();
        assertThat(changes).containsExactly(ServingMode.OPEN);
    }

    @Test
    void aLongTimeWithoutLeaderEndsServingUntilOneIsFoundAndCaughtUpWith() {
        serve();
        link.leadership = Leadership.NONE;
        now = PATIENCE + 1;
        watch.run();
        assertThat(changes).containsExactly(ServingMode.OPEN, ServingMode.CLOSED);
        link.leadership = new Leadership(2, 3, false);
        watch.run();
        assertThat(watch.mode()).isEqualTo(ServingMode.CLOSED);
        link.answer(0);
        watch.run();
        assertThat(changes).containsExactly(ServingMode.OPEN, ServingMode.CLOSED, ServingMode.OPEN);
    }

    @Test
    void inReadOnlyModeAServerThatLostItsLeaderAnswersReadsUntilThereIsOneAgain() {
        watch = watch(PATIENCE / 2);
        serve();
        stateIsWhole = false;
        link.leadership = Leadership.NONE;
        now = PATIENCE;
        watch.run();
        assertThat(watch.mode()).isEqualTo(ServingMode.OPEN);
        now = PATIENCE + 1;
        watch.run();
        assertThat(watch.mode()).isEqualTo(ServingMode.READ_ONLY);
        serve();
        assertThat(changes).containsExactly(ServingMode.OPEN, ServingMode.READ_ONLY, ServingMode.OPEN);
    }

    @Test
    void inReadOnlyModeAServerThatFindsNoLeaderAnswersReadsIfItHasExecutedItsWholeLog() {
        watch = watch(PATIENCE);
        now = PATIENCE;
        watch.run();
        assertThat(watch.mode()).isEqualTo(ServingMode.CLOSED);
        stateIsWhole = false;
        now = 2 * PATIENCE;
        watch.run();
        assertThat(watch.mode()).isEqualTo(ServingMode.CLOSED);
        stateIsWhole = true;
        watch.run();
        assertThat(watch.mode()).isEqualTo(ServingMode.READ_ONLY);
        serve();
        assertThat(watch.mode()).isEqualTo(ServingMode.OPEN);
    }

    private ServingWatch watch(long readOnlyNanos) {
        return new ServingWatch(
                link,
                feed,
                new ServingWatch.Patience(PATIENCE, readOnlyNanos),
                () -> stateIsWhole,
                () -> now,
                changes::add);
    }

    private void serve() {
        link.leadership = new Leadership(1, 2, false);
        watch.run();
        link.answer(0);
        watch.run();
    }

    private static final class FakeLink implements ReplicationLink {
        Leadership leadership = Leadership.NONE;

        @Nullable
        ReadIndexListener question;

        void answer(long index) {
            taken().granted(index);
        }

        void refuse() {
            taken().refused();
        }

        private ReadIndexListener taken() {
            ReadIndexListener asked = question;
            assertThat(asked).isNotNull();
            question = null;
            return asked;
        }

        @Override
        public Leadership leadership() {
            return leadership;
        }

        @Override
        public void submit(List<byte[]> commands) {
            throw new AssertionError("nothing to submit here");
        }

        @Override
        public void submitInTerm(long term, List<byte[]> commands) {
            throw new AssertionError("nothing to submit here");
        }

        @Override
        public boolean refusesWrites() {
            return false;
        }

        @Override
        public void readIndex(ReadIndexListener listener) {
            question = listener;
        }

        @Override
        public void sessionsHeardOf(long[] sessionIds, int count) {
            throw new AssertionError("no sessions here");
        }
    }
}
