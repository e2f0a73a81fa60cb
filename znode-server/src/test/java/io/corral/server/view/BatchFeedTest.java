package io.corral.server.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.tree.TreeState;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchFeedTest {
    private final PublishedBatch start = PublishedBatch.discontinuity(0, TreeState.initial());

    @Test
    void aBatchThatEveryReaderHasLeftHoldsOnToNothing() {
        BatchFeed feed = new BatchFeed(start, 2);
        feed.publish(batch(1));
        start.passed();
        assertThat(start.next()).as("the second reader is still here").isNotNull();
        start.passed();
        assertThat(start.next()).isNull();
        assertThat(feed.newest().index()).isEqualTo(1);
    }

    @Test
    void onlyReadersThatWantABatchAreWoken() {
        BatchFeed feed = new BatchFeed(start, 0);
        Reader eager = new Reader(true);
        Reader idle = new Reader(false);
        feed.wakeFromNowOn(List.of(eager, idle));
        feed.publish(batch(1));
        feed.publish(batch(2));
        assertThat(eager.seen).containsExactly(1L, 2L);
        assertThat(eager.woken).isEqualTo(2);
        assertThat(idle.woken).isZero();
    }

    @Test
    void theListLeadsFromAnyBatchToTheNewest() {
        BatchFeed feed = new BatchFeed(start, 0);
        feed.publish(batch(1));
        feed.publish(batch(2));
        List<Long> walked = new ArrayList<>();
        for (PublishedBatch next = start.next(); next != null; next = next.next()) {
            walked.add(next.index());
        }
        assertThat(walked).containsExactly(1L, 2L);
    }

    private static PublishedBatch batch(long index) {
        return PublishedBatch.executed(index, TreeState.initial(), List.of(), 1);
    }

    private static final class Reader implements BatchReader {
        final List<Long> seen = new ArrayList<>();
        private final boolean wants;
        int woken;

        Reader(boolean wants) {
            this.wants = wants;
        }

        @Override
        public boolean wants(PublishedBatch batch) {
            seen.add(batch.index());
            return wants;
        }

        @Override
        public void wake() {
            woken++;
        }
    }
}
