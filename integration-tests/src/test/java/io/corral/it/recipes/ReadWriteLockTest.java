package io.corral.it.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.it.ensemble.EnsembleExtension;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.recipes.locks.InterProcessMutex;
import org.apache.curator.framework.recipes.locks.InterProcessReadWriteLock;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("InterProcessReadWriteLock")
@Tag("slow")
class ReadWriteLockTest {
    @RegisterExtension
    static final EnsembleExtension THREE_SERVERS = EnsembleExtension.ofServers(3);

    private final AtomicInteger readers = new AtomicInteger();
    private final AtomicInteger writers = new AtomicInteger();

    @ParameterizedTest(name = "{0}")
    @EnumSource(Disturbance.class)
    @DisplayName("keeps writers from readers and from one another")
    void keepsWritersAlone(Disturbance disturbance) throws Exception {
        String path = "/read-write-lock/" + disturbance;
        AtomicInteger roles = new AtomicInteger();
        try (RecipeClients clients = new RecipeClients(THREE_SERVERS.ensemble(), disturbance)) {
            Contenders contenders = Contenders.start(clients.several(6), client -> {
                InterProcessReadWriteLock lock = new InterProcessReadWriteLock(client, path);
                boolean writes = roles.getAndIncrement() % 3 == 0;
                return writes ? () -> write(lock.writeLock()) : () -> read(lock.readLock());
            });
            try (contenders) {
                contenders.awaitMoreTurns(20);
                clients.disturb();
                contenders.awaitMoreTurns(20);
                contenders.stop();
            }
            clients.assertUndisturbedClientsNoticedNothing();
        }
    }

    private void write(InterProcessMutex lock) throws Exception {
        lock.acquire();
        try {
            assertThat(writers.incrementAndGet()).as("writers").isEqualTo(1);
            assertThat(readers.get()).as("readers beside a writer").isZero();
        } finally {
            writers.decrementAndGet();
            lock.release();
        }
    }

    private void read(InterProcessMutex lock) throws Exception {
        lock.acquire();
        try {
            readers.incrementAndGet();
            assertThat(writers.get()).as("writers beside a reader").isZero();
        } finally {
            readers.decrementAndGet();
            lock.release();
        }
    }

    @Test
    @DisplayName("lets readers share, and a writer wait for the last of them")
    void letsReadersShare() throws Exception {
        try (RecipeClients clients = new RecipeClients(THREE_SERVERS.ensemble(), Disturbance.NONE)) {
            List<InterProcessReadWriteLock> locks = clients.several(3).stream()
                    .map((CuratorFramework client) -> new InterProcessReadWriteLock(client, "/read-write-lock/shared"))
                    .toList();
            locks.get(0).readLock().acquire();
            locks.get(1).readLock().acquire();
            InterProcessMutex writer = locks.get(2).writeLock();
            assertThat(writer.acquire(200, TimeUnit.MILLISECONDS)).isFalse();
            locks.get(0).readLock().release();
            assertThat(writer.acquire(200, TimeUnit.MILLISECONDS)).isFalse();
            locks.get(1).readLock().release();
            assertThat(writer.acquire(Pauses.PATIENCE.toMillis(), TimeUnit.MILLISECONDS))
                    .isTrue();
            writer.release();
        }
    }
}
