package io.corral.it.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.corral.it.ensemble.EnsembleExtension;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.recipes.nodes.PersistentNode;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.data.Stat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("PersistentNode")
@Tag("slow")
class PersistentNodeTest {
    @RegisterExtension
    static final EnsembleExtension THREE_SERVERS = EnsembleExtension.ofServers(3);

    private static final byte[] HERE = "here".getBytes(StandardCharsets.UTF_8);

    @ParameterizedTest(name = "{0}")
    @EnumSource(Disturbance.class)
    @DisplayName("stays, comes back when deleted, and goes when it is closed")
    void stays(Disturbance disturbance) throws Exception {
        String path = "/persistent-node/" + disturbance;
        try (RecipeClients clients = new RecipeClients(THREE_SERVERS.ensemble(), disturbance)) {
            CuratorFramework onlooker = clients.atBystander();
            PersistentNode node = new PersistentNode(clients.anywhere(), CreateMode.EPHEMERAL, false, path, HERE);
            try (node) {
                node.start();
                assertThat(node.waitForInitialCreate(Pauses.PATIENCE.toMillis(), TimeUnit.MILLISECONDS))
                        .isTrue();
                awaitThatItIsThere(onlooker, path);
                clients.disturb();
                awaitThatItIsThere(onlooker, path);
                onlooker.delete().forPath(path);
                awaitThatItIsThere(onlooker, path);
            }
            await("the node is gone")
                    .atMost(Pauses.PATIENCE)
                    .until(() -> onlooker.checkExists().forPath(path) == null);
            clients.assertUndisturbedClientsNoticedNothing();
        }
    }

    @Test
    @DisplayName("is made again by the next session when its session ends")
    void outlivesItsSession() throws Exception {
        String path = "/persistent-node/next-session";
        try (RecipeClients clients = new RecipeClients(THREE_SERVERS.ensemble(), Disturbance.NONE)) {
            CuratorFramework onlooker = clients.atBystander();
            CuratorFramework owner = clients.anywhere();
            try (PersistentNode node = new PersistentNode(owner, CreateMode.EPHEMERAL, false, path, HERE)) {
                node.start();
                long firstOwner = awaitThatItIsThere(onlooker, path).getEphemeralOwner();
                assertThat(firstOwner)
                        .isEqualTo(owner.getZookeeperClient().getZooKeeper().getSessionId());
                owner.getZookeeperClient().getZooKeeper().getTestable().injectSessionExpiration();
                await("another session owns the node")
                        .atMost(Pauses.PATIENCE)
                        .until(() -> ownerOf(onlooker, path) != 0 && ownerOf(onlooker, path) != firstOwner);
            }
        }
    }

    private static Stat awaitThatItIsThere(CuratorFramework onlooker, String path) throws Exception {
        Stat stat = await("the node is there")
                .atMost(Pauses.PATIENCE)
                .until(() -> onlooker.checkExists().forPath(path), found -> found != null);
        assertThat(onlooker.getData().forPath(path)).isEqualTo(HERE);
        return stat;
    }

    private static long ownerOf(CuratorFramework onlooker, String path) throws Exception {
        Stat stat = onlooker.checkExists().forPath(path);
        return stat == null ? 0 : stat.getEphemeralOwner();
    }
}
