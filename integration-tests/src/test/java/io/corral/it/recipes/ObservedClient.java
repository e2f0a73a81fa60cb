package io.corral.it.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.corral.it.ensemble.ServerProcess;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.Watcher.Event.EventType;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.apache.zookeeper.ZooKeeper;

/** A plain client of one server, with every event of its connection. */
final class ObservedClient {
    private final ZooKeeper zooKeeper;
    private final List<KeeperState> states;

    private ObservedClient(ZooKeeper zooKeeper, List<KeeperState> states) {
        this.zooKeeper = zooKeeper;
        this.states = states;
    }

    /** Connects, and waits until it is connected. */
    static ObservedClient connect(ServerProcess server) throws Exception {
        List<KeeperState> states = new CopyOnWriteArrayList<>();
        Watcher watcher = (WatchedEvent event) -> {
            if (event.getType() == EventType.None) {
                states.add(event.getState());
            }
        };
        int timeout = (int) Pauses.SESSION_TIMEOUT.toMillis();
        ZooKeeper zooKeeper = new ZooKeeper(server.connectString(), timeout, watcher);
        ObservedClient client = new ObservedClient(zooKeeper, states);
        await("connected to " + server).atMost(Pauses.PATIENCE).until(() -> !states.isEmpty());
        return client;
    }

    ZooKeeper zooKeeper() {
        return zooKeeper;
    }

    /** It connected once, and nothing happened since. */
    void assertConnectedThroughout() {
        assertThat(states).as("states of the connection").containsExactly(KeeperState.SyncConnected);
    }

    /** Ends the session. */
    void close() throws InterruptedException {
        zooKeeper.close();
    }
}
