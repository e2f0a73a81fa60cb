package io.corral.it.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.corral.it.ensemble.Ensemble;
import io.corral.it.ensemble.EnsembleSpec;
import io.corral.it.ensemble.ServerProcess;
import io.corral.it.ensemble.ServerProgram;
import io.corral.server.exchange.ZooKeeperData;
import io.corral.server.exchange.ZooKeeperSnapshotWriter;
import java.io.BufferedOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.data.Stat;
import org.apache.zookeeper.server.DataNode;
import org.apache.zookeeper.server.DataTree;
import org.apache.zookeeper.server.ZKDatabase;
import org.apache.zookeeper.server.persistence.FileSnap;
import org.apache.zookeeper.server.persistence.FileTxnSnapLog;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The data of a ZooKeeper server")
@SuppressWarnings("try") // close() may be interrupted: that fails the test, as it should
class ImportTest {
    private static final int SESSION_MILLIS = 30_000;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int CHANGES = 3_000;
    private static final byte[] NULL = "no data, not even none".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    @Test
    @DisplayName("that was killed under load, while it wrote snapshots, is what that server itself would start with")
    void killedUnderLoad() throws Exception {
        Path data = killedServer().data();

        ZooKeeperData imported = ZooKeeperData.read(data, data);

        assertThat(imported.transactions()).isPositive();
        ZKDatabase right = new ZKDatabase(new FileTxnSnapLog(data.toFile(), data.toFile()));
        right.loadDataBase();
        DataTree ours = new DataTree();
        Map<Long, Integer> sessions = new HashMap<>();
        new FileSnap(write(imported).getParent().toFile()).deserialize(ours, sessions);
        assertThat(sessions).isEqualTo(right.getSessionWithTimeOuts()).isNotEmpty();
        assertThat(nodes(ours)).isEqualTo(nodes(right.getDataTree())).hasSizeGreaterThan(100);
        assertThat(imported.state().lastZxid()).isEqualTo(right.getDataTreeLastProcessedZxid());
    }

    @Test
    @DisplayName(
            "is what clients find after the change; they go on with their sessions, and zxids from where they were")
    void foundByClients() throws Exception {
        Killed killed = killedServer();
        Path copy = write(ZooKeeperData.read(killed.data(), killed.data()));
        EnsembleSpec spec = EnsembleSpec.of(ServerProgram.CORRAL, 3, folder.resolve("corral"))
                .with("extendedTypesEnabled", "true")
                .with("admin.enableServer", "true");
        try (Ensemble corral = Ensemble.start(spec)) {
            assertThat(restore(corral.server(1), copy)).contains("\"error\" : null");
            try (ZooKeeper client = new ZooKeeper(
                    corral.connectString(), SESSION_MILLIS, event -> {}, killed.session(), killed.password())) {
                await().atMost(PATIENCE)
                        .ignoreExceptions()
                        .untilAsserted(() -> assertThat(client.getData("/kept", false, null))
                                .asString()
                                .isEqualTo("kept"));
                long before = client.exists("/kept", false).getMzxid();
                assertThat(client.setData("/kept", new byte[0], -1).getMzxid()).isGreaterThan(before);
                assertThat(client.getSessionId()).isEqualTo(killed.session());
                assertThat(client.exists("/others", false).getEphemeralOwner()).isEqualTo(killed.session());
            }
        }
    }

    /** What is left of a server, and one of the sessions that it had. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Killed(Path data, long session, byte[] password) {}

    private Killed killedServer() throws Exception {
        EnsembleSpec spec = EnsembleSpec.of(ServerProgram.ZOOKEEPER, 1, folder.resolve("zookeeper"))
                .with("extendedTypesEnabled", "true")
                .with("snapCount", "400");
        try (Ensemble zooKeeper = Ensemble.start(spec);
                ZooKeeper client = new ZooKeeper(zooKeeper.connectString(), SESSION_MILLIS, event -> {});
                ZooKeeper other = new ZooKeeper(zooKeeper.connectString(), SESSION_MILLIS, event -> {})) {
            client.create("/kept", "kept".getBytes(StandardCharsets.UTF_8), Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
            other.create("/others", null, Ids.READ_ACL_UNSAFE, CreateMode.EPHEMERAL);
            try (ZooKeeper ended = new ZooKeeper(zooKeeper.connectString(), SESSION_MILLIS, event -> {})) {
                ended.create("/ended", null, Ids.OPEN_ACL_UNSAFE, CreateMode.EPHEMERAL);
            }
            new RandomChanges(client).make(CHANGES);
            zooKeeper.server(1).kill();
            return new Killed(
                    zooKeeper.server(1).configuration().resolveSibling("data"),
                    other.getSessionId(),
                    other.getSessionPasswd());
        }
    }

    private Path write(ZooKeeperData data) throws Exception {
        Path copies = Files.createDirectories(folder.resolve("copies"));
        Path file = copies.resolve("snapshot." + Long.toHexString(data.state().lastZxid()));
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            ZooKeeperSnapshotWriter.write(data.state(), out);
        }
        return file;
    }

    private static String restore(ServerProcess server, Path copy) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.adminPort() + "/commands/restore"))
                .header("Authorization", "digest anybody:at-all")
                .POST(HttpRequest.BodyPublishers.ofFile(copy))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** Every node with all that is kept of it. */
    private static Map<String, List<Object>> nodes(DataTree tree) {
        Map<String, List<Object>> nodes = new TreeMap<>();
        collect(tree, "", nodes);
        return nodes;
    }

    private static void collect(DataTree tree, String path, Map<String, List<Object>> into) {
        DataNode node = tree.getNode(path);
        Stat stat = new Stat();
        node.copyStat(stat);
        into.put(
                path,
                List.of(ByteBuffer.wrap(Objects.requireNonNullElse(node.getData(), NULL)), tree.getACL(node), stat));
        node.getChildren().forEach(child -> collect(tree, path + "/" + child, into));
    }
}
