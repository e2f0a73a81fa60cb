package io.corral.it.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.corral.it.ensemble.Ensemble;
import io.corral.it.ensemble.EnsembleSpec;
import io.corral.it.ensemble.ServerProcess;
import io.corral.it.ensemble.ServerProgram;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.retry.RetryForever;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooKeeper;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Servers whose disk is full")
@Tag("slow")
class FullDiskTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int SESSION_MILLIS = 30_000;

    /** Short: the write that was under way when the disk filled up has no answer before its client gives up. */
    private static final int WRITER_SESSION_MILLIS = 5_000;

    private static final int MEGABYTES_EACH = 16;
    private static final long ROOM_LEFT = 1_500_000;

    @TempDir
    Path scratch;

    private final List<ZooKeeper> clients = new ArrayList<>();

    @ParameterizedTest(name = "{0} server(s)")
    @ValueSource(ints = {1, 3})
    @DisplayName(
            "answer reads, refuse writes with an error that clients try again, and take them again when there is space")
    void refuseWritesAndAnswerReads(int size) throws Exception {
        Path mountPoint = Files.createDirectory(scratch.resolve("small"));
        Optional<SmallFileSystem> mounted = SmallFileSystem.mount(mountPoint, MEGABYTES_EACH * size);
        assumeThat(mounted).as("a file system can be mounted").isPresent();
        try (SmallFileSystem small = mounted.get()) {
            EnsembleSpec spec = EnsembleSpec.of(ServerProgram.CORRAL, size, small.root())
                    .with("admin.enableServer", "true")
                    .with("corral.log.segmentBytes", Integer.toString(1 << 20));
            try (Ensemble ensemble = Ensemble.start(spec)) {
                fillAndRelieve(ensemble, small);
            } finally {
                closeClients();
            }
        }
    }

    private void fillAndRelieve(Ensemble ensemble, SmallFileSystem small) throws Exception {
        for (ServerProcess server : ensemble.servers()) {
            clients.add(connect(server.connectString(), SESSION_MILLIS));
        }
        clients.get(0).create("/before", "there".getBytes(), Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
        try (CuratorFramework curator =
                CuratorFrameworkFactory.newClient(ensemble.connectString(), new RetryForever(200))) {
            curator.start();
            assertThat(curator.blockUntilConnected(60, TimeUnit.SECONDS)).isTrue();
            List<String> acknowledged = fill(ensemble, small);

            CompletableFuture<String> patient = CompletableFuture.supplyAsync(() -> create(curator, "/patient"));
            for (ZooKeeper client : clients) {
                client.sync("/before");
                assertThat(client.getData("/before", false, null)).isEqualTo("there".getBytes());
                assertThatThrownBy(() -> create(client, "/refused"))
                        .isInstanceOf(KeeperException.OperationTimeoutException.class);
            }
            assertThat(patient).isNotDone();

            small.relieve();
            assertThat(patient.get(60, TimeUnit.SECONDS)).isEqualTo("/patient");
            for (ZooKeeper client : clients) {
                awaitWrite(client, "/after-" + clients.indexOf(client));
                client.sync("/");
                assertThat(client.exists("/refused", false)).isNull();
                for (String path : acknowledged) {
                    assertThat(client.exists(path, false)).as(path).isNotNull();
                }
            }
        }
    }

    /** Writes until every server says that it refuses writes; returns what was acknowledged. */
    private List<String> fill(Ensemble ensemble, SmallFileSystem small) throws Exception {
        small.fillUpTo(ROOM_LEFT);
        List<String> acknowledged = new ArrayList<>();
        byte[] load = new byte[50_000];
        ZooKeeper writer = connect(ensemble.connectString(), WRITER_SESSION_MILLIS);
        clients.add(writer);
        writer.create("/load", load, Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
        try {
            while (true) {
                acknowledged.add(writer.create("/load/", load, Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT_SEQUENTIAL));
            }
        } catch (KeeperException full) {
            assertThat(full)
                    .isInstanceOfAny(
                            KeeperException.OperationTimeoutException.class,
                            KeeperException.ConnectionLossException.class);
        }
        clients.remove(writer);
        writer.close(0);
        for (ServerProcess server : ensemble.servers()) {
            await().atMost(PATIENCE)
                    .until(() -> health(server).statusCode() == 503
                            && health(server).body().contains("writes are refused and reads go on"));
        }
        return acknowledged;
    }

    private static HttpResponse<String> health(ServerProcess server) throws IOException, InterruptedException {
        URI health = URI.create("http://127.0.0.1:" + server.adminPort() + "/health");
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(health).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static ZooKeeper connect(String servers, int sessionMillis) throws IOException {
        ZooKeeper client = new ZooKeeper(servers, sessionMillis, event -> {});
        await().atMost(PATIENCE).until(() -> client.getState().isConnected());
        return client;
    }

    private static void awaitWrite(ZooKeeper client, String path) {
        await().atMost(PATIENCE)
                .ignoreExceptionsMatching(KeeperException.OperationTimeoutException.class::isInstance)
                .until(() -> create(client, path).equals(path));
    }

    private static String create(ZooKeeper client, String path) throws KeeperException, InterruptedException {
        return client.create(path, new byte[0], Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
    }

    private static String create(CuratorFramework client, String path) {
        try {
            return client.create().forPath(path);
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    private void closeClients() throws InterruptedException {
        for (ZooKeeper client : clients) {
            client.close(0);
        }
        clients.clear();
    }
}
