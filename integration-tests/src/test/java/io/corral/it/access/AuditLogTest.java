package io.corral.it.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.corral.it.ensemble.Ensemble;
import io.corral.it.ensemble.EnsembleSpec;
import io.corral.it.ensemble.ServerProgram;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.Id;
import org.apache.zookeeper.data.Stat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The audit log")
class AuditLogTest {
    private static final String LOGGER = "Slf4jAuditLogger - ";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @Test
    @DisplayName(
            "has the lines of ZooKeeper's, for writes that succeed and fail, parts of multis, ends of sessions, start and stop")
    void sameLines() throws Exception {
        List<String> zooKeepers = linesOf(ServerProgram.ZOOKEEPER);
        assertThat(zooKeepers).hasSizeGreaterThan(25);
        assertThat(linesOf(ServerProgram.CORRAL)).containsExactlyElementsOf(zooKeepers);
    }

    private List<String> linesOf(ServerProgram program) throws Exception {
        EnsembleSpec spec = EnsembleSpec.of(program, 1, folder.resolve(program.name()))
                .with("audit.enable", "true")
                .with("extendedTypesEnabled", "true");
        try (Ensemble ensemble = Ensemble.start(spec)) {
            CountDownLatch connected = new CountDownLatch(1);
            ZooKeeper client = new ZooKeeper(ensemble.connectString(), 10_000, event -> {
                if (event.getState() == KeeperState.SyncConnected) {
                    connected.countDown();
                }
            });
            connected.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            perform(client);
            client.close();
            // The end of the session is written down on the way; what follows it here comes last.
            await().atMost(PATIENCE)
                    .until(() -> audited(ensemble).stream().anyMatch(line -> line.contains("ephemeralZNodeDeletion")));
            ensemble.server(1).stop();
            return audited(ensemble);
        }
    }

    /** Writes of all kinds, one after the other. */
    private static void perform(ZooKeeper client) throws Exception {
        byte[] data = {1};
        client.create("/a", data, Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
        client.addAuthInfo("digest", "bob:secret".getBytes(StandardCharsets.UTF_8));
        client.create("/a/s", data, Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT_SEQUENTIAL);
        client.create("/e", data, Ids.OPEN_ACL_UNSAFE, CreateMode.EPHEMERAL, new Stat());
        client.create("/es", data, Ids.OPEN_ACL_UNSAFE, CreateMode.EPHEMERAL_SEQUENTIAL);
        client.create("/c", data, Ids.OPEN_ACL_UNSAFE, CreateMode.CONTAINER);
        client.create("/t", data, Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT_WITH_TTL, new Stat(), 100_000);
        client.create("/t", data, Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT_SEQUENTIAL_WITH_TTL, new Stat(), 100_000);
        fails(() -> client.create("/a", data, Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT));
        fails(() -> client.create("/none/a", data, Ids.OPEN_ACL_UNSAFE, CreateMode.EPHEMERAL));
        client.setData("/a", data, -1);
        fails(() -> client.setData("/none", data, -1));
        fails(() -> client.setData("/a", data, 77));
        client.create("/own", data, Ids.CREATOR_ALL_ACL, CreateMode.PERSISTENT);
        client.setACL("/own", Ids.READ_ACL_UNSAFE, -1);
        fails(() -> client.setData("/own", data, -1));
        fails(() -> client.setACL("/a", Ids.OPEN_ACL_UNSAFE, 77));
        client.setACL(
                "/a", Arrays.asList(new ACL(31, Ids.ANYONE_ID_UNSAFE), new ACL(3, new Id("ip", "127.0.0.1"))), -1);
        fails(() -> client.delete("/none", -1));
        fails(() -> client.delete("/a", -1));
        client.delete("/c", -1);
        client.multi(List.of(
                Op.check("/a", -1),
                Op.create("/m", data, Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT),
                Op.create("/m/e", data, Ids.OPEN_ACL_UNSAFE, CreateMode.EPHEMERAL),
                Op.create("/m/s", data, Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT_SEQUENTIAL),
                Op.create("/m/c", data, Ids.OPEN_ACL_UNSAFE, CreateMode.CONTAINER),
                Op.create("/m/t", data, Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT_WITH_TTL, 100_000),
                Op.setData("/m", data, -1),
                Op.delete("/m/e", -1)));
        fails(() -> client.multi(List.of(Op.setData("/a", data, -1), Op.delete("/none", -1))));
        fails(() -> client.setData("/a/", data, -1));
    }

    private static void fails(Write write) throws InterruptedException {
        try {
            write.run();
            throw new AssertionError("should have failed");
        } catch (KeeperException | IllegalArgumentException expected) {
            // What the log says of it is what counts here.
        }
    }

    private interface Write {
        void run() throws KeeperException, InterruptedException;
    }

    /** The audit lines so far, without what differs from run to run; ZooKeeper names the users in no order. */
    private static List<String> audited(Ensemble ensemble) {
        return ensemble.server(1)
                .logTail(10_000)
                .lines()
                .filter(line -> line.contains(LOGGER))
                .map(line -> line.replaceFirst("^\\S+ (\\S+) .*" + LOGGER, "$1 "))
                .map(line -> line.replaceFirst("session=0x[0-9a-f]+", "session=0x1"))
                .map(line -> line.replace("user=bob,127.0.0.1", "user=127.0.0.1,bob"))
                .toList();
    }
}
