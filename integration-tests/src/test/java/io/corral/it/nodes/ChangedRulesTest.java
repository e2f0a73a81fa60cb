package io.corral.it.nodes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.corral.it.ensemble.Ensemble;
import io.corral.it.ensemble.EnsembleSpec;
import io.corral.it.ensemble.ServerProcess;
import io.corral.it.ensemble.ServerProgram;
import java.nio.file.Path;
import java.util.List;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.data.Stat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Turning enforceQuota on and extendedTypesEnabled off")
@SuppressWarnings("try") // closing a client may be interrupted, and nobody interrupts here
class ChangedRulesTest {
    private static final int SESSION_MILLIS = 30_000;
    private static final long LONG_TTL = 3_600_000;

    /** More than lie between two digests that servers compare. */
    private static final int WRITES = 150;

    @TempDir
    private Path folder;

    @Test
    @DisplayName("server by server changes what new writes may do, and nothing that was acknowledged")
    void rolling() throws Exception {
        EnsembleSpec spec = EnsembleSpec.of(ServerProgram.CORRAL, 3, folder).with("extendedTypesEnabled", "true");
        try (Ensemble ensemble = Ensemble.start(spec);
                ZooKeeper client = new ZooKeeper(ensemble.connectString(), SESSION_MILLIS, event -> {})) {
            create(client, "/limited", "");
            limit(client, "/limited", "count=-1,bytes=-1;byteHardLimit=-1;countHardLimit=2");
            List<String> beyond = List.of("/limited/a", "/limited/b", "/limited/c");
            for (String path : beyond) {
                create(client, path, "x");
            }
            createTtl(client, "/lasting");

            for (ServerProcess server : ensemble.servers()) {
                server.stop();
                server.configure("enforceQuota", "true");
                server.configure("extendedTypesEnabled", "false");
                server.start();
                ensemble.awaitServing();
                for (int i = 0; i < WRITES; i++) {
                    client.setData("/lasting", ("round " + i).getBytes(UTF_8), -1);
                }
                tryToCreate(client, "/limited/" + server.id());
            }

            assertThatThrownBy(() -> create(client, "/limited/one-more", "x"))
                    .isInstanceOf(KeeperException.QuotaExceededException.class);
            assertThatThrownBy(() -> createTtl(client, "/refused"))
                    .isInstanceOf(KeeperException.UnimplementedException.class);
            assertThat(client.exists("/lasting", false)).isNotNull();
            assertThat(client.getChildren("/limited", false)).contains("a", "b", "c");
            assertThat(ensemble.servers()).allMatch(ServerProcess::isRunning);
        }
    }

    private static void limit(ZooKeeper client, String path, String limits) throws Exception {
        create(client, "/zookeeper/quota" + path, "");
        create(client, "/zookeeper/quota" + path + "/zookeeper_limits", limits);
        create(client, "/zookeeper/quota" + path + "/zookeeper_stats", "count=0,bytes=0");
    }

    private static void create(ZooKeeper client, String path, String data)
            throws KeeperException, InterruptedException {
        client.create(path, data.getBytes(UTF_8), Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
    }

    /** Who leads decides whether it works; all servers have to do the same. */
    private static void tryToCreate(ZooKeeper client, String path) throws KeeperException, InterruptedException {
        try {
            create(client, path, "");
        } catch (KeeperException.QuotaExceededException e) {
            assertThat(client.exists(path, false)).isNull();
        }
    }

    private static void createTtl(ZooKeeper client, String path) throws KeeperException, InterruptedException {
        client.create(path, new byte[0], Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT_WITH_TTL, new Stat(), LONG_TTL);
    }
}
