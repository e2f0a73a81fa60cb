package io.corral.it.crash;

import static org.awaitility.Awaitility.await;

import io.corral.it.ensemble.Ensemble;
import io.corral.it.ensemble.EnsembleExtension;
import io.corral.it.ensemble.ServerProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooKeeper;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("Every acknowledged write survives, once,")
@Tag("slow")
class CrashTest {
    private static final int CRASHES_OF_ALL = 10;
    private static final int CRASHES_OF_ONE = 6;
    private static final int WRITERS = 6;
    private static final int LOAD_MILLIS_AT_LEAST = 200;
    private static final int LOAD_MILLIS_AT_MOST = 1_500;
    private static final int STAGGER_MILLIS_AT_MOST = 60;
    private static final long WRITES_WITH_ONE_DEAD = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @RegisterExtension
    static final EnsembleExtension THREE_SERVERS = EnsembleExtension.ofServers(3);

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private final Ledger ledger = new Ledger();
    private final List<LedgerWriter> writers = new ArrayList<>();

    @Test
    @DisplayName("when all processes are killed under load, ten times over")
    void allKilledTenTimesOver() throws Exception {
        System.out.println("CrashTest, all killed: seed " + seed);
        Ensemble ensemble = THREE_SERVERS.ensemble();
        for (int crash = 1; crash <= CRASHES_OF_ALL; crash++) {
            startWriters("/all-killed-" + crash);
            hold(LOAD_MILLIS_AT_LEAST + random.nextInt(LOAD_MILLIS_AT_MOST - LOAD_MILLIS_AT_LEAST));
            killAllInRandomOrder(ensemble);
            stopWriters();
            ensemble.heal();
            Audit.atEvery(ensemble.servers(), ledger);
            closeWriters();
        }
        System.out.println("CrashTest, all killed: " + ledger.acknowledged() + " acknowledged writes are there");
    }

    @Test
    @DisplayName("when the leader and followers are killed one at a time")
    void oneKilledAtATime() throws Exception {
        System.out.println("CrashTest, one killed: seed " + seed);
        Ensemble ensemble = THREE_SERVERS.ensemble();
        startWriters("/one-killed");
        for (int crash = 1; crash <= CRASHES_OF_ONE; crash++) {
            hold(random.nextInt(LOAD_MILLIS_AT_MOST));
            ServerProcess victim =
                    crash % 2 == 1 ? ensemble.leader() : ensemble.followers().get(random.nextInt(2));
            victim.kill();
            awaitMoreWrites(WRITES_WITH_ONE_DEAD);
            ensemble.heal();
        }
        awaitMoreWrites(WRITES_WITH_ONE_DEAD);
        stopWriters();
        Audit.atEvery(ensemble.servers(), ledger);
        closeWriters();
        System.out.println("CrashTest, one killed: " + ledger.acknowledged() + " acknowledged writes are there");
    }

    private void startWriters(String parent) throws Exception {
        Ensemble ensemble = THREE_SERVERS.ensemble();
        ZooKeeper zooKeeper = new ZooKeeper(ensemble.connectString(), (int) PATIENCE.toMillis(), event -> {});
        try {
            await("connected").atMost(PATIENCE).until(() -> zooKeeper.getState().isConnected());
            zooKeeper.create(parent, new byte[0], Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
        } finally {
            zooKeeper.close();
        }
        for (int writer = 0; writer < WRITERS; writer++) {
            String name = parent.substring(1) + "-" + writer;
            writers.add(LedgerWriter.start(ledger, ensemble.connectString(), parent, name));
        }
    }

    private void stopWriters() throws InterruptedException {
        for (LedgerWriter writer : writers) {
            writer.stop();
        }
    }

    private void closeWriters() throws InterruptedException {
        for (LedgerWriter writer : writers) {
            writer.close();
        }
        writers.clear();
    }

    private void awaitMoreWrites(long more) {
        long goal = writes() + more;
        await(more + " more writes").atMost(PATIENCE).until(() -> {
            writers.forEach(LedgerWriter::assertUnharmed);
            return writes() >= goal;
        });
    }

    private long writes() {
        return writers.stream().mapToLong(LedgerWriter::writes).sum();
    }

    private void killAllInRandomOrder(Ensemble ensemble) {
        List<ServerProcess> victims = new ArrayList<>(ensemble.servers());
        Collections.shuffle(victims, random);
        for (ServerProcess victim : victims) {
            hold(random.nextInt(STAGGER_MILLIS_AT_MOST));
            victim.kill();
        }
    }

    private static void hold(long millis) {
        long end = System.nanoTime() + Duration.ofMillis(millis).toNanos();
        await().pollDelay(Duration.ofMillis(millis))
                .pollInterval(Duration.ofMillis(1))
                .until(() -> System.nanoTime() >= end);
    }
}
