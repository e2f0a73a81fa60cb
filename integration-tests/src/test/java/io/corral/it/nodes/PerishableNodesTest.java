package io.corral.it.nodes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.corral.it.ensemble.Ensemble;
import io.corral.it.ensemble.EnsembleSpec;
import io.corral.it.ensemble.ServerProcess;
import io.corral.it.ensemble.ServerProgram;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.data.Stat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Servers clear away")
class PerishableNodesTest {
    private static final int SESSION_MILLIS = 20_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long SHORT_TTL = 300;
    private static final long LONG_TTL = 3_600_000;

    private final Queue<WatchedEvent> events = new ConcurrentLinkedQueue<>();

    private final List<ZooKeeper> clients = new ArrayList<>();

    @TempDir
    private Path folder;

    @AfterEach
    void closeClients() throws Exception {
        for (ZooKeeper client : clients) {
            client.close(0);
        }
    }

    @ParameterizedTest
    @EnumSource(ServerProgram.class)
    @DisplayName("containers that have lost their last child and nodes whose time has passed, and nothing else")
    void whatIsDue(ServerProgram program) throws Exception {
        try (Ensemble ensemble = Ensemble.start(spec(program, 1))) {
            ZooKeeper client = client(ensemble);
            create(client, "/emptied", CreateMode.CONTAINER);
            create(client, "/emptied/child", CreateMode.PERSISTENT);
            create(client, "/unused", CreateMode.CONTAINER);
            create(client, "/full", CreateMode.CONTAINER);
            create(client, "/full/child", CreateMode.PERSISTENT);
            createTtl(client, "/expired", SHORT_TTL);
            createTtl(client, "/lasting", LONG_TTL);
            client.exists("/emptied", events::add);
            client.delete("/emptied/child", -1);

            await().atMost(PATIENCE).until(() -> isGone(client, "/emptied") && isGone(client, "/expired"));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(events)
                            .singleElement()
                            .extracting(WatchedEvent::getType)
                            .isEqualTo(Watcher.Event.EventType.NodeDeleted));
            assertThat(client.getChildren("/", false))
                    .containsExactlyInAnyOrder("unused", "full", "lasting", "zookeeper");
        }
    }

    @Test
    @DisplayName("what was due under a leader that is dead")
    void afterTheLeadersDeath() throws Exception {
        try (Ensemble ensemble = Ensemble.start(spec(ServerProgram.CORRAL, 3))) {
            ZooKeeper client = client(ensemble);
            createTtl(client, "/expired", SHORT_TTL);
            createTtl(client, "/lasting", LONG_TTL);
            ServerProcess leader = ensemble.leader();
            leader.kill();

            await().atMost(PATIENCE).ignoreExceptions().until(() -> isGone(client, "/expired"));
            assertThat(client.exists("/lasting", false)).isNotNull();
        }
    }

    private EnsembleSpec spec(ServerProgram program, int size) {
        return EnsembleSpec.of(program, size, folder)
                .with("extendedTypesEnabled", "true")
                .withJvmOption("-Dznode.container.checkIntervalMs=200");
    }

    private ZooKeeper client(Ensemble ensemble) throws Exception {
        ZooKeeper client = new ZooKeeper(ensemble.connectString(), SESSION_MILLIS, event -> {});
        clients.add(client);
        return client;
    }

    private static void create(ZooKeeper client, String path, CreateMode mode) throws Exception {
        client.create(path, "x".getBytes(UTF_8), Ids.OPEN_ACL_UNSAFE, mode);
    }

    private static void createTtl(ZooKeeper client, String path, long ttlMillis) throws Exception {
        client.create(
                path, "x".getBytes(UTF_8), Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT_WITH_TTL, new Stat(), ttlMillis);
    }

    private static boolean isGone(ZooKeeper client, String path) throws Exception {
        return client.exists(path, false) == null;
    }
}
