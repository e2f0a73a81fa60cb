package io.corral.it.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.corral.it.ensemble.Ensemble;
import io.corral.it.ensemble.EnsembleSpec;
import io.corral.it.ensemble.FourLetterWord;
import io.corral.it.ensemble.ServerProcess;
import io.corral.it.ensemble.ServerProgram;
import io.corral.server.exchange.ForeignTree;
import io.corral.server.exchange.ZooKeeperSnapshotReader;
import io.corral.tree.ZnodeBuilder;
import io.corral.tree.acl.AclList;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.Stat;
import org.apache.zookeeper.server.DataTree;
import org.apache.zookeeper.server.persistence.FileSnap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A copy of the state in ZooKeeper's format")
@SuppressWarnings("try") // a client's close may be interrupted
class SnapshotCommandTest {
    private static final int SESSION_MILLIS = 10_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final byte[] DATA = "some data".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    @Test
    @DisplayName("that the admin command gives is read by ZooKeeper, with nodes, ACLs, sessions and digest")
    void readByZooKeeper() throws Exception {
        EnsembleSpec spec = EnsembleSpec.of(ServerProgram.CORRAL, 1, folder.resolve("corral"))
                .with("admin.enableServer", "true");
        try (Ensemble corral = Ensemble.start(spec);
                ZooKeeper client = new ZooKeeper(corral.connectString(), SESSION_MILLIS, event -> {})) {
            List<ACL> mine = Arrays.asList(new ACL(31, Ids.ANYONE_ID_UNSAFE), new ACL(1, Ids.ANYONE_ID_UNSAFE));
            client.create("/plain", DATA, Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
            client.create("/plain/child", null, mine, CreateMode.PERSISTENT);
            client.create("/plain/ephemeral", new byte[0], Ids.OPEN_ACL_UNSAFE, CreateMode.EPHEMERAL);
            client.setData("/plain", DATA, 0);

            HttpResponse<Path> answer = snapshotOf(corral.server(1));
            DataTree tree = new DataTree();
            Map<Long, Integer> sessions = new HashMap<>();
            new FileSnap(answer.body().getParent().toFile()).deserialize(tree, sessions);

            Stat expected = new Stat();
            assertThat(client.getData("/plain", false, expected)).isEqualTo(DATA);
            Stat found = new Stat();
            assertThat(tree.getData("/plain", found, null)).isEqualTo(DATA);
            assertThat(found).isEqualTo(expected);
            assertThat(tree.getACL("/plain/child", new Stat())).isEqualTo(mine);
            assertThat(sessions).containsEntry(client.getSessionId(), SESSION_MILLIS);
            assertThat(tree.getEphemerals(client.getSessionId())).containsExactly("/plain/ephemeral");
            assertThat(answer.headers().firstValue("last_zxid")).contains("0x" + Long.toHexString(expected.getMzxid()));
            assertThat(answer.headers().firstValue("snapshot_size")).contains(Long.toString(Files.size(answer.body())));
        }
    }

    @Test
    @DisplayName("that is compressed is smaller, and is restored")
    void compressed() throws Exception {
        EnsembleSpec spec = EnsembleSpec.of(ServerProgram.CORRAL, 1, folder.resolve("gz"))
                .with("admin.enableServer", "true")
                .with("admin.rateLimiterIntervalInMS", "0")
                .with("snapshot.compression.method", "gz");
        try (Ensemble corral = Ensemble.start(spec);
                ZooKeeper client = new ZooKeeper(corral.connectString(), SESSION_MILLIS, event -> {})) {
            client.create("/plain", new byte[10_000], Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
            HttpResponse<Path> answer = snapshotOf(corral.server(1));
            assertThat(Files.size(answer.body())).isLessThan(10_000);
            assertThat(answer.headers().firstValue("snapshot_size")).contains(Long.toString(Files.size(answer.body())));
            client.delete("/plain", -1);

            assertThat(Copies.bring(corral.server(1), answer.body())).contains("\"error\" : null");

            await().ignoreExceptions()
                    .untilAsserted(() ->
                            assertThat(client.getData("/plain", false, null)).hasSize(10_000));
        }
    }

    private HttpResponse<Path> snapshotOf(ServerProcess server) throws Exception {
        return Copies.fetch(server, folder.resolve("copy").resolve("snapshot.10"));
    }

    @Test
    @DisplayName("that is restored through one server replaces the state of all, and sessions live on")
    void restored() throws Exception {
        EnsembleSpec spec = EnsembleSpec.of(ServerProgram.CORRAL, 3, folder.resolve("three"))
                .with("admin.enableServer", "true");
        try (Ensemble corral = Ensemble.start(spec);
                ZooKeeper client = new ZooKeeper(corral.connectString(), SESSION_MILLIS, event -> {})) {
            client.create("/before", DATA, Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
            client.create("/mine", DATA, Ids.OPEN_ACL_UNSAFE, CreateMode.EPHEMERAL);
            HttpResponse<Path> copy = snapshotOf(corral.server(1));
            Stat membership = new Stat();
            byte[] members = client.getData("/zookeeper/config", false, membership);
            client.delete("/before", -1);
            Stat after = new Stat();
            client.create("/after", DATA, Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT, after);
            long session = client.getSessionId();

            String answer = Copies.bring(corral.followers().get(0), copy.body());

            assertThat(answer).contains("\"last_zxid\" :").contains("\"error\" : null");
            for (ServerProcess server : corral.servers()) {
                try (ZooKeeper other = new ZooKeeper(server.connectString(), SESSION_MILLIS, event -> {})) {
                    await().atMost(PATIENCE)
                            .ignoreExceptions()
                            .untilAsserted(() -> assertThat(other.getChildren("/", false))
                                    .containsExactlyInAnyOrder("before", "mine", "zookeeper"));
                    assertThat(other.getData("/zookeeper/config", false, new Stat()))
                            .isEqualTo(members);
                    other.create("/by-", null, Ids.OPEN_ACL_UNSAFE, CreateMode.EPHEMERAL_SEQUENTIAL);
                }
            }
            await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> {
                Stat later = client.setData("/mine", DATA, -1);
                assertThat(later.getEphemeralOwner()).isEqualTo(session);
                assertThat(later.getMzxid()).isGreaterThan(after.getCzxid());
            });
        }
    }

    @Test
    @DisplayName("that ZooKeeper has written is restored; what is no copy changes nothing")
    void restoredFromZooKeeper() throws Exception {
        EnsembleSpec spec = EnsembleSpec.of(ServerProgram.CORRAL, 1, folder.resolve("one"))
                .with("admin.enableServer", "true")
                .with("admin.rateLimiterIntervalInMS", "0");
        try (Ensemble corral = Ensemble.start(spec);
                ZooKeeper client = new ZooKeeper(corral.connectString(), SESSION_MILLIS, event -> {})) {
            client.create("/here", DATA, Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
            Path broken = Files.write(folder.resolve("broken"), DATA);
            assertThat(Copies.bring(corral.server(1), broken)).contains("no snapshot of ZooKeeper");
            assertThat(client.exists("/here", false)).isNotNull();

            Copies.bring(corral.server(1), fileOfZooKeeper());
            assertThat(FourLetterWord.ask(corral.server(1).clientPort(), "mntr"))
                    .contains("zk_cnt_restore_time\t1\n", "zk_restore_error_count\t1\n");

            try (ZooKeeper other = new ZooKeeper(corral.connectString(), SESSION_MILLIS, event -> {})) {
                await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> {
                    Stat found = new Stat();
                    assertThat(other.getData("/plain", false, found)).isEqualTo(DATA);
                    assertThat(found.getCzxid()).isEqualTo(0x100000007L);
                    assertThat(other.exists("/here", false)).isNull();
                });
                assertThat(other.setData("/plain", DATA, -1).getMzxid()).isGreaterThan(0x100000009L);
            }
        }
    }

    private Path fileOfZooKeeper() throws Exception {
        DataTree tree = new DataTree();
        tree.createNode("/plain", DATA, Ids.OPEN_ACL_UNSAFE, 0, 1, 0x100000007L, 1234);
        tree.createNode("/plain/ephemeral", null, Ids.READ_ACL_UNSAFE, 0x77, 2, 0x100000008L, 1235);
        tree.lastProcessedZxid = 0x100000009L;
        Path file = folder.resolve("snapshot.100000009");
        new FileSnap(folder.toFile()).serialize(tree, new HashMap<>(Map.of(0x77L, 4000)), file.toFile(), false);
        return file;
    }

    @Test
    @DisplayName("that ZooKeeper has written is read as it was meant")
    void writtenByZooKeeper() throws Exception {
        Path file = fileOfZooKeeper();

        Map<String, AclList> nodes = new HashMap<>();
        Map<Long, Integer> sessions = new HashMap<>();
        try (InputStream in = Files.newInputStream(file)) {
            long zxid = ZooKeeperSnapshotReader.read(in, new ForeignTree() {
                @Override
                public void session(long id, int timeoutMillis) {
                    sessions.put(id, timeoutMillis);
                }

                @Override
                public void node(String path, ZnodeBuilder fields, AclList acl, long owner) {
                    nodes.put(path, acl);
                }
            });
            assertThat(zxid).isEqualTo(0x100000009L);
        }

        assertThat(nodes)
                .containsKeys("/", "/zookeeper", "/zookeeper/quota", "/zookeeper/config")
                .containsEntry("/plain", AclList.OPEN)
                .containsEntry("/plain/ephemeral", AclList.READ_ONLY);
        assertThat(sessions).containsEntry(0x77L, 4000);
    }
}
