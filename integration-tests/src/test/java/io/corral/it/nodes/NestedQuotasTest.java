package io.corral.it.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.it.ensemble.Ensemble;
import io.corral.it.ensemble.EnsembleSpec;
import io.corral.it.ensemble.ServerProgram;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooKeeper;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** ZooKeeper's command line refuses quotas below quotas, its servers do not. */
@DisplayName("Of a quota below a quota")
@SuppressWarnings("try") // closing a client may be interrupted, and nobody interrupts here
class NestedQuotasTest {
    private static final int SESSION_MILLIS = 30_000;
    private static final String QUOTAS = "/zookeeper/quota";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"ZOOKEEPER, 5", "CORRAL, 4"})
    @DisplayName(
            "what is made below both counts for the deeper one; ZooKeeper counts it twice once it has read a snapshot")
    void counts(ServerProgram program, int outerAfterwards) throws Exception {
        try (Ensemble ensemble = Ensemble.start(EnsembleSpec.of(program, 1, folder))) {
            try (ZooKeeper client = connect(ensemble)) {
                create(client, "/outer", "");
                create(client, "/outer/x", "");
                limit(client, "/outer");
                create(client, "/outer/inner", "");
                limit(client, "/outer/inner");
                create(client, "/outer/inner/z", "abc");
                create(client, "/outer/y", "");
                assertThat(usage(client, "/outer")).isEqualTo("count=4,bytes=0");
                assertThat(usage(client, "/outer/inner")).isEqualTo("count=2,bytes=3");
            }
            // ZooKeeper writes a snapshot when it has started, and reads it at the start after that.
            for (int restart = 0; restart < 2; restart++) {
                ensemble.server(1).stop();
                ensemble.heal();
            }
            try (ZooKeeper client = connect(ensemble)) {
                assertThat(usage(client, "/outer")).startsWith("count=" + outerAfterwards + ",");
                assertThat(usage(client, "/outer/inner")).isEqualTo("count=2,bytes=3");
            }
        }
    }

    private static ZooKeeper connect(Ensemble ensemble) throws Exception {
        return new ZooKeeper(ensemble.connectString(), SESSION_MILLIS, event -> {});
    }

    private static void limit(ZooKeeper client, String path) throws KeeperException, InterruptedException {
        String parent = QUOTAS;
        for (String name : path.substring(1).split("/")) {
            parent += "/" + name;
            if (client.exists(parent, false) == null) {
                create(client, parent, "");
            }
        }
        create(client, parent + "/zookeeper_limits", "count=100,bytes=100");
        create(client, parent + "/zookeeper_stats", "count=0,bytes=0");
    }

    private static String usage(ZooKeeper client, String path) throws KeeperException, InterruptedException {
        byte[] statistics = client.getData(QUOTAS + path + "/zookeeper_stats", false, null);
        return new String(statistics, StandardCharsets.UTF_8);
    }

    private static void create(ZooKeeper client, String path, String data)
            throws KeeperException, InterruptedException {
        client.create(path, data.getBytes(StandardCharsets.UTF_8), Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
    }
}
