package io.corral.it.reconfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooKeeper;

/** Writes to one server, one write after another, and remembers every trouble: an error, or a broken connection. */
@SuppressWarnings("try") // close() may be interrupted: that fails the test, as it should
final class SteadyWriter implements AutoCloseable {
    private static final int ENOUGH = 20;
    private static final int SESSION_MILLIS = 20_000;

    private final String path;
    private final ZooKeeper client;
    private final List<String> troubles = new CopyOnWriteArrayList<>();
    private final AtomicInteger done = new AtomicInteger();
    private final Thread thread = new Thread(this::run, "steady-writer");
    private volatile boolean stopped;

    private SteadyWriter(String servers, String path) throws Exception {
        this.path = path;
        this.client = new ZooKeeper(servers, SESSION_MILLIS, event -> {
            if (event.getState() == KeeperState.Disconnected && !stopped) {
                troubles.add("the connection broke");
            }
        });
    }

    static SteadyWriter start(String servers, String path) throws Exception {
        SteadyWriter writer = new SteadyWriter(servers, path);
        await("connected")
                .atMost(Roster.PATIENCE)
                .until(() -> writer.client.getState().isConnected());
        writer.client.create(path, new byte[0], Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
        writer.thread.start();
        return writer;
    }

    private void run() {
        while (!stopped) {
            try {
                client.setData(path, new byte[0], done.get());
                done.incrementAndGet();
            } catch (KeeperException e) {
                if (!stopped) {
                    troubles.add(e.toString());
                }
                return;
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** Waits for some more writes. */
    void awaitMore() {
        int goal = done.get() + ENOUGH;
        await("more writes, " + troubles)
                .atMost(Roster.PATIENCE)
                .until(() -> done.get() >= goal || !troubles.isEmpty());
        assertUnharmed();
    }

    /** Each write was answered, and happened once: the versions prove it. */
    void assertUnharmed() {
        assertThat(troubles).isEmpty();
    }

    void stop() throws InterruptedException {
        stopped = true;
        thread.join();
    }

    @Override
    public void close() throws InterruptedException {
        stop();
        client.close();
    }
}
