package io.corral.it.reconfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.admin.ZooKeeperAdmin;
import org.apache.zookeeper.data.Stat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayName("Members change while the ensemble runs:")
@Tag("slow")
@SuppressWarnings("try") // close() may be interrupted: that fails the test, as it should
class ReconfigTest {

    @Test
    @DisplayName(
            "a server joins, another one leaves and goes on serving, then the leader leaves, and all start again as they were")
    void joinedAndLeft() throws Exception {
        try (Roster roster = new Roster(Roster.changing("ReconfigTest"), 4)) {
            roster.found(3);
            try (ZooKeeperAdmin admin = Members.connected(roster, 1, 2, 3)) {
                addTheFourth(roster, admin);
                removeTheThird(roster, admin);
                removeTheLeader(roster, admin);
            } catch (Throwable failure) {
                System.out.println(roster.logTails());
                throw failure;
            }
            restartAll(roster);
        }
    }

    private static void addTheFourth(Roster roster, ZooKeeperAdmin admin) throws Exception {
        roster.start(4, roster.line(1), roster.line(2), roster.line(3), roster.line(4));
        roster.awaitServing(4);
        try (ZooKeeperAdmin early = Members.connected(roster, 4)) {
            early.create("/through-four", new byte[0], Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
        }
        BlockingQueue<WatchedEvent> events = new LinkedBlockingQueue<>();
        Stat before = new Stat();
        admin.getConfig(events::add, before);
        Stat after = new Stat();
        String text = text(admin.reconfigure(roster.line(4), null, null, before.getMzxid(), after));
        assertThat(text.lines())
                .containsExactly(
                        roster.line(1),
                        roster.line(2),
                        roster.line(3),
                        roster.line(4),
                        "version=" + Long.toHexString(after.getMzxid()));
        assertThat(after.getVersion()).isEqualTo(-1);
        // The client hands out an answer and the event before it by two threads.
        await("the watch of the members")
                .atMost(Roster.PATIENCE)
                .untilAsserted(() -> assertThat(events)
                        .extracting(WatchedEvent::getType)
                        .containsExactly(Watcher.Event.EventType.NodeDataChanged));
        assertThat(text(admin.getConfig(false, new Stat()))).isEqualTo(text);
        assertThatThrownBy(() -> admin.reconfigure(null, "4", null, before.getMzxid(), new Stat()))
                .isInstanceOf(KeeperException.BadVersionException.class);
        await("four servers vote")
                .atMost(Roster.PATIENCE)
                .until(() -> roster.ask(2, "conf").contains(text));
    }

    private static void removeTheThird(Roster roster, ZooKeeperAdmin admin) throws Exception {
        String text = text(admin.reconfigure(null, "3", null, -1, new Stat()));
        assertThat(text).doesNotContain("server.3=");
        try (ZooKeeperAdmin guest = Members.connected(roster, 3)) {
            guest.create("/through-three", new byte[0], Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
            assertThat(text(guest.getConfig(false, new Stat()))).isEqualTo(text);
        }
        roster.server(3).stop();
    }

    private static void removeTheLeader(Roster roster, ZooKeeperAdmin admin) throws Exception {
        int leader = roster.leader();
        String text = text(admin.reconfigure(null, Integer.toString(leader), null, -1, new Stat()));
        assertThat(text).doesNotContain("server." + leader + "=");
        await("another server leads").atMost(Roster.PATIENCE).until(() -> roster.leader() != leader);
        admin.create("/after", new byte[0], Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
        assertThatThrownBy(() -> admin.reconfigure(null, Integer.toString(roster.leader()), null, -1, new Stat()))
                .as("one participant would be left")
                .isInstanceOf(KeeperException.BadArgumentsException.class);
        roster.server(leader).stop();
    }

    /** The two that are left find each other, and all that was written, by the files that the changes left behind. */
    private static void restartAll(Roster roster) throws Exception {
        List<Integer> left = roster.running();
        assertThat(left).hasSize(2);
        for (int id : left) {
            Path file = roster.server(id).configuration();
            assertThat(Files.readString(file)).doesNotContain("server.").contains("dynamicConfigFile=");
            assertThat(Path.of(file + ".bak")).content().contains("server.1=");
        }
        roster.killAll();
        left.forEach(id -> roster.server(id).start());
        left.forEach(roster::awaitServing);
        try (ZooKeeperAdmin again = Members.connected(roster, left.get(0), left.get(1))) {
            assertThat(again.getChildren("/", false)).contains("through-four", "through-three", "after");
            assertThat(text(again.getConfig(false, new Stat())).lines()).hasSize(3);
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
