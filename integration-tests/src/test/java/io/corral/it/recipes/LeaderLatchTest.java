package io.corral.it.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.corral.it.ensemble.EnsembleExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.recipes.leader.LeaderLatch;
import org.apache.curator.framework.recipes.leader.LeaderLatchListener;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("LeaderLatch")
@Tag("slow")
class LeaderLatchTest {
    @RegisterExtension
    static final EnsembleExtension THREE_SERVERS = EnsembleExtension.ofServers(3);

    /** Counts the latches that believe they lead, and remembers the most there ever were. */
    private static final class Census implements LeaderLatchListener {
        private final AtomicInteger leading = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();

        @Override
        public void isLeader() {
            most.accumulateAndGet(leading.incrementAndGet(), Math::max);
        }

        @Override
        public void notLeader() {
            leading.decrementAndGet();
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Disturbance.class)
    @DisplayName("has one leader at a time, and each in turn when the leader leaves")
    void hasOneLeaderAtATime(Disturbance disturbance) throws Exception {
        Census census = new Census();
        List<LeaderLatch> latches = new ArrayList<>();
        try (RecipeClients clients = new RecipeClients(THREE_SERVERS.ensemble(), disturbance)) {
            for (CuratorFramework client : clients.several(4)) {
                LeaderLatch latch = new LeaderLatch(client, "/leader-latch/" + disturbance);
                latch.addListener(census);
                latch.start();
                latches.add(latch);
            }
            theOneLeaderOf(latches);
            clients.disturb();
            theOneLeaderOf(latches);
            assertThat(census.most).hasValue(1);
            clients.assertUndisturbedClientsNoticedNothing();
            while (!latches.isEmpty()) {
                LeaderLatch leader = theOneLeaderOf(latches);
                leader.close();
                latches.remove(leader);
            }
        } finally {
            for (LeaderLatch latch : latches) {
                latch.close();
            }
        }
    }

    private static LeaderLatch theOneLeaderOf(List<LeaderLatch> latches) {
        return await("one latch leads")
                .atMost(Pauses.PATIENCE)
                .until(
                        () -> latches.stream()
                                .filter(LeaderLatch::hasLeadership)
                                .toList(),
                        leaders -> leaders.size() == 1)
                .get(0);
    }
}
