package io.corral.it.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.it.ensemble.EnsembleExtension;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.recipes.locks.InterProcessMutex;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("InterProcessMutex")
@Tag("slow")
class MutexTest {
    @RegisterExtension
    static final EnsembleExtension THREE_SERVERS = EnsembleExtension.ofServers(3);

    @ParameterizedTest(name = "{0}")
    @EnumSource(Disturbance.class)
    @DisplayName("has one owner at a time, whose unguarded read-modify-write is never lost")
    void hasOneOwnerAtATime(Disturbance disturbance) throws Exception {
        String root = "/mutex/" + disturbance;
        AtomicInteger owners = new AtomicInteger();
        try (RecipeClients clients = new RecipeClients(THREE_SERVERS.ensemble(), disturbance)) {
            CuratorFramework reader = clients.atBystander();
            reader.create().creatingParentsIfNeeded().forPath(root + "/count", Numbers.bytes(0));
            Contenders contenders = Contenders.start(clients.several(4), client -> {
                InterProcessMutex mutex = new InterProcessMutex(client, root + "/lock");
                return () -> addOneUnder(mutex, owners, client, root + "/count");
            });
            try (contenders) {
                contenders.awaitMoreTurns(20);
                clients.disturb();
                contenders.awaitMoreTurns(20);
                contenders.stop();
            }
            reader.sync().forPath(root + "/count");
            assertThat(Numbers.at(reader, root + "/count")).isEqualTo(contenders.turns());
            assertThat(reader.getChildren().forPath(root + "/lock")).isEmpty();
            clients.assertUndisturbedClientsNoticedNothing();
        }
    }

    /** Setting an absolute value may be repeated safely, so Curator's retries do no harm while the lock is held. */
    private static void addOneUnder(
            InterProcessMutex mutex, AtomicInteger owners, CuratorFramework client, String count) throws Exception {
        mutex.acquire();
        try {
            assertThat(owners.incrementAndGet()).as("owners of the mutex").isEqualTo(1);
            client.setData().forPath(count, Numbers.bytes(Numbers.at(client, count) + 1));
        } finally {
            owners.decrementAndGet();
            mutex.release();
        }
    }
}
