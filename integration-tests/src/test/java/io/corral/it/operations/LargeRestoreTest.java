package io.corral.it.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.corral.it.ensemble.Ensemble;
import io.corral.it.ensemble.EnsembleSpec;
import io.corral.it.ensemble.ServerProcess;
import io.corral.it.ensemble.ServerProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooKeeper;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A copy larger than what travels in one piece")
@SuppressWarnings("try") // a client's close may be interrupted
class LargeRestoreTest {
    private static final int SESSION_MILLIS = 20_000;
    private static final String HEAP_OF_THE_SCRIPTS = "-Xmx1000m";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Some 28 megabytes. */
    private static final int FOLDERS = Integer.getInteger("restore.folders", 27);

    private static final int BYTES = Integer.getInteger("restore.bytes", 1000);

    @TempDir
    private Path folder;

    @Test
    @DisplayName("replaces the state of all servers, also when the leader is killed on the way, which then catches up")
    void leaderKilled() throws Exception {
        Path copy = Copies.large(folder.resolve("copy"), FOLDERS, BYTES);
        EnsembleSpec spec = EnsembleSpec.of(ServerProgram.CORRAL, 3, folder.resolve("three"))
                .with("admin.enableServer", "true")
                .with("admin.rateLimiterIntervalInMS", "0")
                .withJvmOption(HEAP_OF_THE_SCRIPTS);
        try (Ensemble corral = Ensemble.start(spec)) {
            create(corral, "/before");
            ServerProcess leader = corral.leader();
            ServerProcess asked = corral.followers().get(0);
            CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> bring(asked, copy));
            long before = durable(asked);
            await().atMost(PATIENCE).until(() -> durable(asked) > before + FOLDERS / 8 || answer.isDone());

            leader.kill();

            assertThat(answer.join()).contains("\"error\" : null");
            leader.start();
            corral.awaitServing();
            assertAllHaveIt(corral.servers());
        }
    }

    private static String bring(ServerProcess server, Path copy) {
        try {
            return Copies.bring(server, copy);
        } catch (IOException e) {
            throw new CompletionException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException(e);
        }
    }

    private static long durable(ServerProcess server) throws IOException, InterruptedException {
        return Surface.durableIndex(server);
    }

    private static void create(Ensemble ensemble, String path) throws Exception {
        try (ZooKeeper client = new ZooKeeper(ensemble.connectString(), SESSION_MILLIS, event -> {})) {
            client.create(path, null, Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
        }
    }

    private static void assertAllHaveIt(List<ServerProcess> servers) throws Exception {
        for (ServerProcess server : servers) {
            try (ZooKeeper client = new ZooKeeper(server.connectString(), SESSION_MILLIS, event -> {})) {
                await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> {
                    assertThat(client.exists("/before", false)).isNull();
                    assertThat(client.getAllChildrenNumber("/")).isEqualTo(FOLDERS * (Copies.CHILDREN + 1) + 3);
                    byte[] data = client.getData("/large-" + (FOLDERS - 1) + "/77", false, null);
                    assertThat(data).hasSize(BYTES).startsWith(77);
                });
                client.create("/by-", null, Ids.OPEN_ACL_UNSAFE, CreateMode.EPHEMERAL_SEQUENTIAL);
            }
        }
    }
}
