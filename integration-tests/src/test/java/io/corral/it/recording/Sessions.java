package io.corral.it.recording;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.zookeeper.AddWatchMode;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.apache.zookeeper.Watcher.WatcherType;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.data.Stat;
import org.awaitility.Awaitility;

/** Sessions of the Java client that is part of ZooKeeper. */
final class Sessions {
    private static final int SESSION_MILLIS = 30_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int ANY = -1;
    private static final long HOUR = 3_600_000;

    private Sessions() {}

    static void everyOperation(RecordingProxy proxy) throws Exception {
        Queue<WatchedEvent> events = new ConcurrentLinkedQueue<>();
        ZooKeeper client = connect(proxy, events);
        try {
            creations(client);
            reads(client, events);
            changes(client);
            watches(client, events);
            transactions(client);
            refusals(client);
        } finally {
            client.close();
        }
    }

    static void reconnection(RecordingProxy proxy) throws Exception {
        Queue<WatchedEvent> events = new ConcurrentLinkedQueue<>();
        ZooKeeper client = connect(proxy, events);
        ZooKeeper other = connect(proxy, new ConcurrentLinkedQueue<>());
        try {
            client.addAuthInfo("digest", bytes("alice:secret"));
            client.create("/mine", bytes("1"), Ids.CREATOR_ALL_ACL, CreateMode.PERSISTENT);
            for (String name : List.of("/changed", "/deleted", "/parent", "/same")) {
                client.create(name, bytes(name), Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
                client.getData(name, events::add, null);
                client.getChildren(name, events::add);
                client.exists(name + "-missing", events::add);
            }
            client.addWatch("/parent", events::add, AddWatchMode.PERSISTENT);
            client.addWatch("/", events::add, AddWatchMode.PERSISTENT_RECURSIVE);
            client.create("/here", bytes(""), Ids.OPEN_ACL_UNSAFE, CreateMode.EPHEMERAL);
            events.clear();
            proxy.breakConnections();
            Awaitility.await().atMost(PATIENCE).until(() -> told(events, KeeperState.Disconnected));
            reliably(() -> other.setData("/changed", bytes("2"), ANY));
            reliably(() -> client.exists("/same", false));
            client.getData("/mine", false, null);
            client.create("/parent/child", bytes(""), Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
            other.delete("/deleted", ANY);
            other.create("/same-missing", bytes(""), Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
            client.whoAmI();
            client.getEphemerals();
        } finally {
            client.close();
            other.close();
        }
    }

    private static void creations(ZooKeeper client) throws Exception {
        for (CreateMode mode : CreateMode.values()) {
            Stat stat = new Stat();
            if (mode.isTTL()) {
                client.create("/" + mode.name(), bytes("ttl"), Ids.OPEN_ACL_UNSAFE, mode, stat, HOUR);
            } else {
                client.create("/" + mode.name(), bytes("data"), Ids.OPEN_ACL_UNSAFE, mode);
                client.create("/" + mode.name() + "2", null, Ids.OPEN_ACL_UNSAFE, mode, stat);
            }
        }
        client.create("/PERSISTENT/child", new byte[0], Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
    }

    private static void reads(ZooKeeper client, Queue<WatchedEvent> events) throws Exception {
        client.exists("/PERSISTENT", events::add);
        client.exists("/missing", events::add);
        client.getData("/PERSISTENT", events::add, new Stat());
        client.getData("/PERSISTENT2", false, new Stat());
        client.getChildren("/", events::add);
        client.getChildren("/PERSISTENT", events::add, new Stat());
        client.getACL("/PERSISTENT/child", new Stat());
        client.getAllChildrenNumber("/");
        client.getEphemerals();
        client.getEphemerals("/EPH");
        client.whoAmI();
        client.getConfig(false, new Stat());
        client.sync("/PERSISTENT", (code, path, context) -> {}, null);
    }

    private static void changes(ZooKeeper client) throws Exception {
        client.setData("/PERSISTENT", bytes("changed"), 0);
        client.setData("/PERSISTENT2", null, ANY);
        client.setACL("/PERSISTENT/child", Ids.READ_ACL_UNSAFE, ANY);
        client.create("/missing", bytes("found"), Ids.OPEN_ACL_UNSAFE, CreateMode.EPHEMERAL);
        client.delete("/PERSISTENT/child", 0);
        client.addAuthInfo("digest", bytes("alice:secret"));
        client.create("/private", bytes("mine"), Ids.CREATOR_ALL_ACL, CreateMode.PERSISTENT);
        client.getACL("/private", new Stat());
    }

    private static void watches(ZooKeeper client, Queue<WatchedEvent> events) throws Exception {
        Watcher watcher = events::add;
        client.addWatch("/PERSISTENT", watcher, AddWatchMode.PERSISTENT);
        client.addWatch("/PERSISTENT", watcher, AddWatchMode.PERSISTENT_RECURSIVE);
        client.create("/PERSISTENT/watched", bytes(""), Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
        client.setData("/PERSISTENT/watched", bytes("1"), ANY);
        client.delete("/PERSISTENT/watched", ANY);
        client.removeWatches("/PERSISTENT", watcher, WatcherType.Any, false);
        client.exists("/PERSISTENT", watcher);
        client.removeAllWatches("/PERSISTENT", WatcherType.Data, false);
        refused(() -> client.removeAllWatches("/CONTAINER", WatcherType.Children, false));
    }

    private static void transactions(ZooKeeper client) throws Exception {
        client.multi(List.of(
                Op.check("/PERSISTENT", 1),
                Op.create("/multi", bytes("m"), Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT),
                Op.create("/multi/s-", bytes("s"), Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT_SEQUENTIAL),
                Op.create("/multi/t", bytes("t"), Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT_WITH_TTL, HOUR),
                Op.create("/multi/c", bytes("c"), Ids.OPEN_ACL_UNSAFE, CreateMode.CONTAINER),
                Op.setData("/multi", bytes("n"), 0),
                Op.delete("/multi/c", ANY)));
        client.multi(List.of(
                Op.getData("/multi"), Op.getChildren("/multi"), Op.getData("/missing-too"), Op.getChildren("/none")));
        refused(() -> client.multi(List.of(
                Op.create("/half", bytes(""), Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT),
                Op.delete("/none", ANY),
                Op.setData("/multi", bytes("x"), ANY))));
        client.transaction()
                .create("/last", bytes("l"), Ids.OPEN_ACL_UNSAFE, CreateMode.EPHEMERAL)
                .commit();
    }

    private static void refusals(ZooKeeper client) throws Exception {
        refused(() -> client.create("/multi", bytes(""), Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT));
        refused(() -> client.create("/none/child", bytes(""), Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT));
        refused(() -> client.create("/EPHEMERAL/child", bytes(""), Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT));
        refused(() -> client.delete("/multi", ANY));
        refused(() -> client.delete("/none", ANY));
        refused(() -> client.setData("/multi", bytes(""), 7));
        refused(() -> client.setData("/zookeeper/config", bytes(""), ANY));
        refused(() -> client.getData("/none", false, null));
        refused(() -> client.getChildren("/none", false));
        refused(() -> client.setACL("/multi", List.of(), ANY));
        refused(() -> client.getACL("/none", null));
    }

    private static ZooKeeper connect(RecordingProxy proxy, Queue<WatchedEvent> events) throws Exception {
        ZooKeeper client = new ZooKeeper(proxy.connectString(), SESSION_MILLIS, events::add);
        Awaitility.await().atMost(PATIENCE).until(() -> told(events, KeeperState.SyncConnected));
        return client;
    }

    private static boolean told(Queue<WatchedEvent> events, KeeperState state) {
        return events.stream().anyMatch(event -> event.getState() == state);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static void refused(Attempt attempt) throws Exception {
        try {
            attempt.make();
            throw new IllegalStateException("this was to be refused");
        } catch (KeeperException expected) {
            // What the refusal says is compared when the recording is played.
        }
    }

    /** Until the connection is there again. */
    private static void reliably(Attempt attempt) {
        Awaitility.await()
                .atMost(PATIENCE)
                .ignoreException(KeeperException.ConnectionLossException.class)
                .until(() -> {
                    attempt.make();
                    return true;
                });
    }

    private interface Attempt {
        void make() throws Exception;
    }
}
