package io.corral.it.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.corral.it.ensemble.EnsembleExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.recipes.leader.LeaderSelector;
import org.apache.curator.framework.recipes.leader.LeaderSelectorListenerAdapter;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("LeaderSelector")
@Tag("slow")
class LeaderSelectorTest {
    @RegisterExtension
    static final EnsembleExtension THREE_SERVERS = EnsembleExtension.ofServers(3);

    /** Leads for an instant and hands on; its client's trouble interrupts it, as the adapter does. */
    private static final class ShortReign extends LeaderSelectorListenerAdapter {
        private static final long REIGN_MILLIS = 20;

        private final AtomicInteger reigning = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();
        private final Set<CuratorFramework> haveReigned = ConcurrentHashMap.newKeySet();
        private final CountDownLatch never = new CountDownLatch(1);

        @Override
        public void takeLeadership(CuratorFramework client) throws Exception {
            most.accumulateAndGet(reigning.incrementAndGet(), Math::max);
            try {
                haveReigned.add(client);
                never.await(REIGN_MILLIS, TimeUnit.MILLISECONDS);
            } finally {
                reigning.decrementAndGet();
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Disturbance.class)
    @DisplayName("lets each lead in turn, and never two at once")
    void letsEachLeadInTurn(Disturbance disturbance) {
        ShortReign reign = new ShortReign();
        List<LeaderSelector> selectors = new ArrayList<>();
        try (RecipeClients clients = new RecipeClients(THREE_SERVERS.ensemble(), disturbance)) {
            List<CuratorFramework> candidates = clients.several(4);
            for (CuratorFramework client : candidates) {
                LeaderSelector selector = new LeaderSelector(client, "/leader-selector/" + disturbance, reign);
                selector.autoRequeue();
                selector.start();
                selectors.add(selector);
            }
            awaitThatAllReign(reign, candidates.size());
            clients.disturb();
            reign.haveReigned.clear();
            awaitThatAllReign(reign, candidates.size());
            assertThat(reign.most).hasValue(1);
            clients.assertUndisturbedClientsNoticedNothing();
            selectors.forEach(LeaderSelector::close);
        }
    }

    private static void awaitThatAllReign(ShortReign reign, int candidates) {
        await("everyone has led").atMost(Pauses.PATIENCE).until(() -> reign.haveReigned.size() == candidates);
    }
}
