package io.corral.it.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.corral.it.ensemble.EnsembleExtension;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.recipes.cache.CuratorCache;
import org.apache.zookeeper.KeeperException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("CuratorCache")
@Tag("slow")
class CuratorCacheTest {
    private static final int BRANCHES = 4;
    private static final int LEAVES = 5;

    @RegisterExtension
    static final EnsembleExtension THREE_SERVERS = EnsembleExtension.ofServers(3);

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);

    /** How often each branch was deleted; part of its name. */
    private final int[] generations = new int[BRANCHES];

    @ParameterizedTest(name = "{0}")
    @EnumSource(Disturbance.class)
    @DisplayName("ends up equal to the tree it mirrors, whatever changed meanwhile")
    void endsUpEqualToTheTree(Disturbance disturbance) throws Exception {
        System.out.println("CuratorCacheTest " + disturbance + " seed " + seed);
        String root = "/cache/" + disturbance;
        try (RecipeClients clients = new RecipeClients(THREE_SERVERS.ensemble(), disturbance)) {
            CuratorFramework writer = clients.anywhere();
            writer.create().creatingParentsIfNeeded().forPath(root);
            CuratorFramework reader = clients.atBystander();
            try (CuratorCache far = CuratorCache.build(clients.anywhere(), root);
                    CuratorCache near = CuratorCache.build(reader, root);
                    Contenders changes =
                            Contenders.start(List.of(writer), client -> () -> changeSomething(client, root))) {
                far.start();
                near.start();
                changes.awaitMoreTurns(50);
                clients.disturb();
                changes.awaitMoreTurns(50);
                changes.stop();
                reader.sync().forPath(root);
                Map<String, String> tree = new TreeMap<>();
                read(reader, root, tree);
                awaitMirror(near, tree);
                awaitMirror(far, tree);
            }
            clients.assertUndisturbedClientsNoticedNothing();
        }
    }

    /**
     * Runs on one thread. A request that Curator repeated may find its work done: that is a change like any other.
     *
     * <p>A deleted branch comes back under another name. After a reconnect Curator 5.9 looks at a node's children only if the
     * node's cversion differs from the one it remembers; a node that was deleted and created again meanwhile, and had as many
     * changes of children in both lives, keeps the cache wrong for ever. ZooKeeper's servers make it so just as Corral's.
     */
    private void changeSomething(CuratorFramework client, String root) throws Exception {
        int branch = random.nextInt(BRANCHES);
        boolean wholeBranch = random.nextBoolean();
        String path = root + "/branch-" + branch + "." + generations[branch]
                + (wholeBranch ? "" : "/leaf-" + random.nextInt(LEAVES));
        byte[] value = Integer.toString(random.nextInt()).getBytes(StandardCharsets.UTF_8);
        try {
            if (random.nextInt(4) == 0) {
                generations[branch] += wholeBranch ? 1 : 0;
                client.delete().deletingChildrenIfNeeded().forPath(path);
            } else {
                client.create().orSetData().creatingParentsIfNeeded().forPath(path, value);
            }
        } catch (KeeperException.NoNodeException | KeeperException.NodeExistsException alreadySo) {
            assertThat(alreadySo.getPath()).startsWith(root);
        }
    }

    private static void read(CuratorFramework client, String path, Map<String, String> into) throws Exception {
        into.put(path, new String(client.getData().forPath(path), StandardCharsets.UTF_8));
        for (String child : client.getChildren().forPath(path)) {
            read(client, path + "/" + child, into);
        }
    }

    private static void awaitMirror(CuratorCache cache, Map<String, String> tree) {
        await("the cache mirrors the tree")
                .atMost(Pauses.PATIENCE)
                .untilAsserted(() -> assertThat(cache.stream()
                                .collect(Collectors.toMap(
                                        node -> node.getPath(),
                                        node -> new String(node.getData(), StandardCharsets.UTF_8))))
                        .isEqualTo(tree));
    }
}
