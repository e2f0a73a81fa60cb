package io.corral.server.assembly;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.corral.server.view.BatchFeed;
import io.corral.server.view.PublishedBatch;
import io.corral.tree.TreeState;
import io.corral.tree.TreeStateBuilder;
import io.corral.tree.ZnodeBuilder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The leader's view of quotas")
class QuotaWatchTest {
    private final BatchFeed feed = new BatchFeed(PublishedBatch.discontinuity(0, TreeState.initial()), 0);
    private boolean leads = true;
    private final QuotaWatch watch = new QuotaWatch(() -> leads, feed);

    @Test
    @DisplayName("tells soft limits that are exceeded, and hard ones instead where there are any")
    void tellsWhatIsExceeded() {
        look("count=2,bytes=-1", "count=2,bytes=900");
        assertThat(watch.exceeded()).isEmpty();
        look("count=2,bytes=-1", "count=3,bytes=900");
        assertThat(watch.exceeded()).containsExactly("/q");
        look("count=2,bytes=-1=;countHardLimit=5", "count=3,bytes=900");
        assertThat(watch.exceeded()).isEmpty();
        look("count=-1,bytes=10", "count=3,bytes=11");
        assertThat(watch.exceeded()).containsExactly("/q");
    }

    @Test
    @DisplayName("forgets a quota that is gone, and everything with the leadership")
    void forgets() {
        look("count=2", "count=3,bytes=1");
        feed.publish(PublishedBatch.discontinuity(2, TreeState.initial()));
        watch.run();
        assertThat(watch.exceeded()).isEmpty();
        look("count=2", "count=3,bytes=1");
        leads = false;
        watch.run();
        assertThat(watch.exceeded()).isEmpty();
    }

    private void look(String limits, String statistics) {
        TreeStateBuilder builder = new TreeStateBuilder();
        TreeState.initial().nodes().forEach((path, node) -> builder.put(path, node.toBuilder()));
        builder.put("/zookeeper/quota/q", new ZnodeBuilder());
        builder.put("/zookeeper/quota/q/zookeeper_limits", new ZnodeBuilder().data(limits.getBytes(UTF_8)));
        builder.put("/zookeeper/quota/q/zookeeper_stats", new ZnodeBuilder().data(statistics.getBytes(UTF_8)));
        feed.publish(PublishedBatch.discontinuity(1, builder.build()));
        watch.run();
    }
}
