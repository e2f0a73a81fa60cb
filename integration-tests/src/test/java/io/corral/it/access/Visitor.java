package io.corral.it.access;

import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.client.ZKClientConfig;

/** A ZooKeeper client, with the states of its connection as it is told of them. */
final class Visitor implements AutoCloseable {
    private static final int SESSION_MILLIS = 10_000;
    private static final long PATIENCE_SECONDS = 60;

    private final BlockingQueue<KeeperState> states = new LinkedBlockingQueue<>();
    private final ZooKeeper client;

    Visitor(String connectString, ZKClientConfig config) throws IOException {
        this.client = new ZooKeeper(connectString, SESSION_MILLIS, event -> states.add(event.getState()), config);
    }

    /** The client, once it is told that it has authenticated; to be asked for once. */
    ZooKeeper authenticated() throws InterruptedException {
        await(KeeperState.SaslAuthenticated);
        return client;
    }

    /** Waits until the client is told of a state. */
    void await(KeeperState wanted) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        KeeperState state;
        do {
            state = states.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (state == null) {
                throw new AssertionError("the client was not told of " + wanted + "; it is " + client.getState());
            }
        } while (state != wanted);
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
        }
    }
}
