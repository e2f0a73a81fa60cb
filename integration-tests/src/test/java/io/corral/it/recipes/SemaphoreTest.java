package io.corral.it.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.it.ensemble.EnsembleExtension;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.recipes.locks.InterProcessLock;
import org.apache.curator.framework.recipes.locks.InterProcessMultiLock;
import org.apache.curator.framework.recipes.locks.InterProcessSemaphoreMutex;
import org.apache.curator.framework.recipes.locks.InterProcessSemaphoreV2;
import org.apache.curator.framework.recipes.locks.Lease;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Semaphores and locks built of others")
@Tag("slow")
class SemaphoreTest {
    private static final int LEASES = 2;

    @RegisterExtension
    static final EnsembleExtension THREE_SERVERS = EnsembleExtension.ofServers(3);

    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    @ParameterizedTest(name = "{0}")
    @EnumSource(value = Disturbance.class, names = "LEADER_KILLED")
    @DisplayName("an InterProcessSemaphoreV2 lets in as many as it has leases")
    void semaphoreLetsInAsManyAsItHasLeases(Disturbance disturbance) throws Exception {
        contend(disturbance, client -> {
            InterProcessSemaphoreV2 semaphore =
                    new InterProcessSemaphoreV2(client, "/semaphore/" + disturbance, LEASES);
            return () -> {
                Lease lease = semaphore.acquire();
                try {
                    beInside(client);
                } finally {
                    semaphore.returnLease(lease);
                }
            };
        });
        assertThat(most).as("most at once").hasValueBetween(1, LEASES);
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(value = Disturbance.class, names = "LEADER_KILLED")
    @DisplayName("an InterProcessSemaphoreMutex has one owner at a time")
    void semaphoreMutexHasOneOwner(Disturbance disturbance) throws Exception {
        contend(disturbance, client -> {
            InterProcessSemaphoreMutex mutex =
                    new InterProcessSemaphoreMutex(client, "/semaphore-mutex/" + disturbance);
            return () -> own(mutex, client);
        });
        assertThat(most).as("most at once").hasValue(1);
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(value = Disturbance.class, names = "LEADER_KILLED")
    @DisplayName("an InterProcessMultiLock owns all of its locks or none")
    void multiLockOwnsAllOrNone(Disturbance disturbance) throws Exception {
        String root = "/multi-lock/" + disturbance;
        contend(disturbance, client -> {
            InterProcessMultiLock both = new InterProcessMultiLock(client, List.of(root + "/left", root + "/right"));
            return () -> own(both, client);
        });
        assertThat(most).as("most at once").hasValue(1);
    }

    private void contend(Disturbance disturbance, Contenders.Contender contender) throws Exception {
        try (RecipeClients clients = new RecipeClients(THREE_SERVERS.ensemble(), disturbance)) {
            List<CuratorFramework> several = clients.several(4);
            try (Contenders contenders = Contenders.start(several, contender)) {
                contenders.awaitMoreTurns(20);
                clients.disturb();
                contenders.awaitMoreTurns(20);
                contenders.stop();
            }
            clients.assertUndisturbedClientsNoticedNothing();
        }
    }

    private void own(InterProcessLock lock, CuratorFramework client) throws Exception {
        lock.acquire();
        try {
            beInside(client);
        } finally {
            lock.release();
        }
    }

    private void beInside(CuratorFramework client) throws Exception {
        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
        client.checkExists().forPath("/");
        inside.decrementAndGet();
    }
}
