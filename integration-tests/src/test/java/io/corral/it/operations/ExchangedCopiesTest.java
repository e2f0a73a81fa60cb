package io.corral.it.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.corral.it.ensemble.Ensemble;
import io.corral.it.ensemble.EnsembleSpec;
import io.corral.it.ensemble.ServerProgram;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.data.Stat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("By their admin commands, ZooKeeper and Corral")
@SuppressWarnings("try") // a client's close may be interrupted
class ExchangedCopiesTest {
    private static final int SESSION_MILLIS = 20_000;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final byte[] DATA = "some data".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private static Path folder;

    private static Ensemble zooKeeper;
    private static Ensemble corral;

    @BeforeAll
    static void startBoth() throws Exception {
        ZooKeeperLibraries.assumeFetched();
        zooKeeper = Ensemble.start(spec(ServerProgram.ZOOKEEPER)
                .withClassPath(ZooKeeperLibraries.classPath())
                .withJvmOption("-Dzookeeper.snapshot.compression.method=gz")
                .withJvmOption("-Dzookeeper.admin.rateLimiterIntervalInMS=0"));
        corral = Ensemble.start(spec(ServerProgram.CORRAL));
    }

    private static EnsembleSpec spec(ServerProgram program) {
        return EnsembleSpec.of(program, 1, folder.resolve(program.name()))
                .with("admin.enableServer", "true")
                .with("admin.rateLimiterIntervalInMS", "0");
    }

    @AfterAll
    static void endBoth() {
        if (corral != null) {
            corral.close();
            zooKeeper.close();
        }
    }

    @Test
    @DisplayName("take each other's copies in place of their state, compressed ones as well")
    void exchange() throws Exception {
        List<Stat> ofCorral = fill(corral, "/of-corral");
        Path first = folder.resolve("first").resolve("snapshot.1");
        Copies.fetch(corral.server(1), first);
        List<Stat> ofZooKeeper = fill(zooKeeper, "/of-zookeeper");
        Path second = folder.resolve("second").resolve("snapshot.2");
        Copies.fetch(zooKeeper.server(1), second);
        assertThat(Files.readAllBytes(second)).as("gzip").startsWith(0x1f, 0x8b);

        assertThat(Copies.bring(zooKeeper.server(1), first)).contains("last_zxid");
        assertThat(Copies.bring(corral.server(1), second)).contains("\"error\" : null");

        assertHolds(zooKeeper, "/of-corral", ofCorral);
        assertHolds(corral, "/of-zookeeper", ofZooKeeper);
    }

    private static List<Stat> fill(Ensemble ensemble, String path) throws Exception {
        try (ZooKeeper client = new ZooKeeper(ensemble.connectString(), SESSION_MILLIS, event -> {})) {
            client.create(path, DATA, Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
            client.create(path + "/child", null, Ids.READ_ACL_UNSAFE, CreateMode.PERSISTENT);
            client.create(path + "/gone", null, Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
            client.delete(path + "/gone", 0);
            client.setData(path, DATA, 0);
            return stats(client, path);
        }
    }

    private static List<Stat> stats(ZooKeeper client, String path) throws Exception {
        return List.of(client.exists(path, false), client.exists(path + "/child", false));
    }

    private static void assertHolds(Ensemble ensemble, String path, List<Stat> expected) throws Exception {
        try (ZooKeeper client = new ZooKeeper(ensemble.connectString(), SESSION_MILLIS, event -> {})) {
            await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> {
                assertThat(client.getChildren("/", false)).containsExactlyInAnyOrder(path.substring(1), "zookeeper");
                assertThat(stats(client, path)).isEqualTo(expected);
                assertThat(client.getData(path, false, null)).isEqualTo(DATA);
                assertThat(client.getACL(path + "/child", null)).isEqualTo(Ids.READ_ACL_UNSAFE);
            });
        }
    }
}
