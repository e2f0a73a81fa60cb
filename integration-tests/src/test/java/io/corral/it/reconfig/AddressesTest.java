package io.corral.it.reconfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.admin.ZooKeeperAdmin;
import org.apache.zookeeper.data.Stat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayName("The addresses of a member change while it runs:")
@Tag("slow")
@SuppressWarnings("try") // close() may be interrupted: that fails the test, as it should
class AddressesTest {
    private static final int MANY_LINES = 300;
    private static final String NOT_OF_THIS_MACHINE = "192.0.2.1";
    private static final String ALSO_THIS_MACHINE = "127.0.0.2";

    private static Roster roster;

    @BeforeAll
    static void found() throws Exception {
        roster = new Roster(Roster.changing("AddressesTest"), 3);
        roster.found(3);
    }

    @AfterAll
    static void close() throws Exception {
        roster.close();
    }

    @Test
    @DisplayName(
            "host and client host become others and the ports stay; both are then served there, and others find the server")
    void samePorts() throws Exception {
        try (ZooKeeperAdmin admin = Members.connected(roster, 3)) {
            admin.create("/before", new byte[0], Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
            admin.reconfigure(line("localhost", "0.0.0.0"), null, null, -1, new Stat());
            await("clients of another address").atMost(Roster.PATIENCE).until(() -> accepts(ALSO_THIS_MACHINE));
            assertThat(admin.exists("/before", false))
                    .as("a connection that stands, stays")
                    .isNotNull();
            await("server 1 has the new line in its file")
                    .atMost(Roster.PATIENCE)
                    .until(() -> filesOf(1).contains("server.3=localhost:"));
            roster.server(1).kill();
            roster.server(1).start();
            roster.awaitServing(1);
            await("server 1 has found server 3 by its new name")
                    .atMost(Roster.PATIENCE)
                    .until(() -> roster.server(1).logTail(MANY_LINES).contains("Connected to node 3 at localhost:"));

            admin.reconfigure(line("127.0.0.1", "127.0.0.1"), null, null, -1, new Stat());
            await("no clients of another address any more")
                    .atMost(Roster.PATIENCE)
                    .until(() -> !accepts(ALSO_THIS_MACHINE));
            assertThat(accepts("127.0.0.1")).isTrue();
        }
    }

    @Test
    @DisplayName("one that the server cannot have leaves it where it was, and it says so")
    void impossible() throws Exception {
        try (ZooKeeperAdmin admin = Members.connected(roster, 3)) {
            admin.reconfigure(line(NOT_OF_THIS_MACHINE, NOT_OF_THIS_MACHINE), null, null, -1, new Stat());
            await("server 3 says so twice")
                    .atMost(Roster.PATIENCE)
                    .until(() -> roster.server(3)
                                    .logTail(MANY_LINES)
                                    .lines()
                                    .filter(line -> line.contains("where it cannot listen"))
                                    .count()
                            == 2);
            assertThat(accepts("127.0.0.1")).isTrue();
            admin.reconfigure(roster.line(3), null, null, -1, new Stat());
            admin.create("/after", new byte[0], Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
        }
    }

    /** All that stands in the dynamic files of a server. */
    private static String filesOf(int server) throws IOException {
        Path configuration = roster.server(server).configuration();
        StringBuilder all = new StringBuilder();
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(configuration.getParent(), configuration.getFileName() + ".dynamic.*")) {
            for (Path file : files) {
                all.append(Files.readString(file));
            }
        }
        return all.toString();
    }

    private static String line(String host, String clientHost) {
        return roster.line(3)
                .replace("server.3=127.0.0.1:", "server.3=" + host + ":")
                .replace(";127.0.0.1:", ";" + clientHost + ":");
    }

    private static boolean accepts(String address) {
        try (Socket socket = new Socket(InetAddress.getByName(address), roster.clientPort(3))) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }
}
