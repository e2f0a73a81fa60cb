package io.corral.it.reconfig;

import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.zookeeper.admin.ZooKeeperAdmin;
import org.apache.zookeeper.data.Stat;

/** What servers say of their members. */
@SuppressWarnings("try") // close() may be interrupted: that fails the test, as it should
final class Members {
    private static final int SESSION_MILLIS = 20_000;

    private Members() {}

    /** A client that may change members. */
    static ZooKeeperAdmin connected(Roster roster, int... servers) throws Exception {
        ZooKeeperAdmin admin = new ZooKeeperAdmin(roster.connectString(servers), SESSION_MILLIS, event -> {});
        await("connected").atMost(Roster.PATIENCE).until(() -> admin.getState().isConnected());
        return admin;
    }

    /** What a server holds at {@code /zookeeper/config}. */
    static String text(Roster roster, int server) throws Exception {
        try (ZooKeeperAdmin admin = connected(roster, server)) {
            return text(admin);
        }
    }

    static String text(ZooKeeperAdmin admin) throws Exception {
        return new String(admin.getConfig(false, new Stat()), StandardCharsets.UTF_8);
    }

    /** The numbers of the members, ascending. */
    static List<Integer> ids(Roster roster, int server) throws Exception {
        return ids(text(roster, server));
    }

    static List<Integer> ids(ZooKeeperAdmin admin) throws Exception {
        return ids(text(admin));
    }

    static List<Integer> ids(String text) {
        return text.lines()
                .filter(line -> line.startsWith("server."))
                .map(line -> Integer.valueOf(line.substring("server.".length(), line.indexOf('='))))
                .sorted()
                .toList();
    }
}
