package io.corral.it.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.it.ensemble.EnsembleExtension;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.recipes.cache.ChildData;
import org.apache.curator.framework.recipes.cache.NodeCache;
import org.apache.curator.framework.recipes.cache.PathChildrenCache;
import org.apache.curator.framework.recipes.cache.TreeCache;
import org.apache.curator.framework.recipes.watch.PersistentWatcher;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher.Event.EventType;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Those before CuratorCache: they live on one-time watches, set again after every event, and many programs still use them. */
@DisplayName("Curator's older caches, and its persistent watcher,")
@Tag("slow")
@SuppressWarnings("deprecation")
class OlderCachesTest {
    @RegisterExtension
    static final EnsembleExtension THREE_SERVERS = EnsembleExtension.ofServers(3);

    @ParameterizedTest(name = "{0}")
    @EnumSource(value = Disturbance.class, names = "LEADER_KILLED")
    @DisplayName("show what is there, before the leader dies and after")
    void showWhatIsThere(Disturbance disturbance) throws Exception {
        String root = "/older-caches/" + disturbance;
        try (RecipeClients clients = new RecipeClients(THREE_SERVERS.ensemble(), disturbance)) {
            CuratorFramework writer = clients.atBystander();
            writer.create().creatingParentsIfNeeded().forPath(root, bytes("root"));
            List<CuratorFramework> readers = clients.several(2);
            for (CuratorFramework reader : readers) {
                reader.sync().forPath(root);
            }
            try (Sight one = new Sight(readers.get(0), root);
                    Sight other = new Sight(readers.get(1), root)) {
                writer.create().forPath(root + "/first", bytes("1"));
                awaitBoth(one, other, "root", Set.of("first=1"));
                clients.disturb();
                writer.setData().forPath(root, bytes("changed"));
                writer.setData().forPath(root + "/first", bytes("2"));
                writer.create().forPath(root + "/second", bytes("3"));
                awaitBoth(one, other, "changed", Set.of("first=2", "second=3"));
                writer.delete().forPath(root + "/first");
                awaitBoth(one, other, "changed", Set.of("second=3"));
                one.awaitThatTheWatcherSawTheDeletion();
                other.awaitThatTheWatcherSawTheDeletion();
            }
            clients.assertUndisturbedClientsNoticedNothing();
        }
    }

    private static void awaitBoth(Sight one, Sight other, String data, Set<String> children) {
        one.await(data, children);
        other.await(data, children);
    }

    /** The same node through three caches and a watcher. */
    private static final class Sight implements AutoCloseable {
        private final String root;
        private final NodeCache node;
        private final PathChildrenCache children;
        private final TreeCache tree;
        private final PersistentWatcher watcher;
        private final List<WatchedEvent> events = new CopyOnWriteArrayList<>();

        Sight(CuratorFramework client, String root) throws Exception {
            this.root = root;
            node = new NodeCache(client, root);
            children = new PathChildrenCache(client, root, true);
            tree = new TreeCache(client, root);
            watcher = new PersistentWatcher(client, root, true);
            watcher.getListenable().addListener(events::add);
            node.start(true);
            children.start(PathChildrenCache.StartMode.BUILD_INITIAL_CACHE);
            tree.start();
            watcher.start();
        }

        void await(String data, Set<String> expected) {
            Awaitility.await("all show " + data + " and " + expected)
                    .atMost(Pauses.PATIENCE)
                    .untilAsserted(() -> {
                        assertThat(text(node.getCurrentData())).isEqualTo(data);
                        assertThat(text(tree.getCurrentData(root))).isEqualTo(data);
                        assertThat(children.getCurrentData().stream()
                                        .map(Sight::line)
                                        .collect(Collectors.toSet()))
                                .isEqualTo(expected);
                        assertThat(Objects.requireNonNullElse(
                                                tree.getCurrentChildren(root), Map.<String, ChildData>of())
                                        .values()
                                        .stream()
                                        .map(Sight::line)
                                        .collect(Collectors.toSet()))
                                .isEqualTo(expected);
                    });
        }

        private static String line(ChildData child) {
            return child.getPath().substring(child.getPath().lastIndexOf('/') + 1) + "=" + text(child);
        }

        private static String text(@Nullable ChildData data) {
            return data == null ? "" : new String(data.getData(), StandardCharsets.UTF_8);
        }

        void awaitThatTheWatcherSawTheDeletion() {
            Awaitility.await("the watcher saw the deletion")
                    .atMost(Pauses.PATIENCE)
                    .until(() -> events.stream()
                            .anyMatch(event -> event.getType() == EventType.NodeDeleted
                                    && (root + "/first").equals(event.getPath())));
        }

        @Override
        public void close() throws IOException {
            watcher.close();
            tree.close();
            children.close();
            node.close();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
