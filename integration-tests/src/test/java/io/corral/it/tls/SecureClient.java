package io.corral.it.tls;

import io.corral.testkit.certificate.IssuedKeys;
import io.corral.testkit.certificate.StoreForm;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.client.ZKClientConfig;

/** The real ZooKeeper client with TLS. */
final class SecureClient {
    private static final int SESSION_MILLIS = 20_000;
    private static final long PATIENCE_SECONDS = 60;

    private SecureClient() {}

    /** The settings of a client that shows these keys. */
    static ZKClientConfig config(Stores stores, String name, IssuedKeys keys, StoreForm form) {
        ZKClientConfig config = new ZKClientConfig();
        config.setProperty("zookeeper.client.secure", "true");
        config.setProperty("zookeeper.clientCnxnSocket", "org.apache.zookeeper.ClientCnxnSocketNetty");
        Map<String, String> settings = stores.settings("zookeeper.ssl.", name, keys, form);
        settings.forEach(config::setProperty);
        return config;
    }

    /** A client that is connected, or could not be in time. */
    static ZooKeeper connect(int port, ZKClientConfig config) throws IOException, InterruptedException {
        CountDownLatch connected = new CountDownLatch(1);
        ZooKeeper client = new ZooKeeper(
                "127.0.0.1:" + port,
                SESSION_MILLIS,
                event -> {
                    if (event.getState() == KeeperState.SyncConnected) {
                        connected.countDown();
                    }
                },
                config);
        if (!connected.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            client.close();
            throw new IOException("not connected within " + PATIENCE_SECONDS + " seconds");
        }
        return client;
    }
}
