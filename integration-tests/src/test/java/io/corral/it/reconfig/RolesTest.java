package io.corral.it.reconfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.corral.it.ensemble.ServerMode;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.retry.RetryOneTime;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.admin.ZooKeeperAdmin;
import org.apache.zookeeper.data.Stat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayName("Roles and addresses change while the ensemble runs:")
@Tag("slow")
@SuppressWarnings("try") // close() may be interrupted: that fails the test, as it should
class RolesTest {

    @Test
    @DisplayName("an observer joins and is made a participant, clients are served at another port, and Curator follows")
    void rolesAndPorts() throws Exception {
        try (Roster roster = new Roster(Roster.changing("RolesTest"), 5)) {
            roster.found(3);
            try (ZooKeeperAdmin admin = Members.connected(roster, 1, 2, 3);
                    CuratorFramework curator = CuratorFrameworkFactory.newClient(
                            roster.connectString(1, 2, 3), 20_000, 20_000, new RetryOneTime(100))) {
                curator.start();
                assertThat(curator.blockUntilConnected(60, TimeUnit.SECONDS)).isTrue();
                anObserverJoins(roster, admin);
                await("Curator knows the observer")
                        .atMost(Roster.PATIENCE)
                        .until(() -> curator.getCurrentConfig().getAllMembers().containsKey(4L));
                theObserverIsMadeAParticipant(roster, admin);
                clientsAreServedElsewhere(roster, admin);
                await("Curator knows the port")
                        .atMost(Roster.PATIENCE)
                        .until(() -> curator.getZookeeperClient()
                                .getCurrentConnectionString()
                                .contains(":" + roster.clientPort(5)));
            } catch (Throwable failure) {
                System.out.println(roster.logTails());
                throw failure;
            }
        }
    }

    private static void anObserverJoins(Roster roster, ZooKeeperAdmin admin) throws Exception {
        roster.start(4, roster.line(1), roster.line(2), roster.line(3), roster.line(4, "observer"));
        roster.awaitServing(4);
        admin.reconfigure(roster.line(4, "observer"), null, null, -1, new Stat());
        await().atMost(Roster.PATIENCE).until(() -> roster.server(4).mode() == ServerMode.OBSERVER);
        await().atMost(Roster.PATIENCE)
                .until(() -> roster.ask(roster.leader(), "mntr").contains("zk_quorum_size\t3"));
        try (ZooKeeperAdmin client = Members.connected(roster, 4)) {
            client.create("/through-an-observer", new byte[0], Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
        }
    }

    private static void theObserverIsMadeAParticipant(Roster roster, ZooKeeperAdmin admin) throws Exception {
        admin.reconfigure(roster.line(4), null, null, -1, new Stat());
        await().atMost(Roster.PATIENCE).until(() -> roster.server(4).mode() == ServerMode.FOLLOWER);
        await().atMost(Roster.PATIENCE)
                .until(() -> roster.ask(roster.leader(), "mntr").contains("zk_quorum_size\t4"));
    }

    private static void clientsAreServedElsewhere(Roster roster, ZooKeeperAdmin admin) throws Exception {
        String elsewhere =
                roster.line(4).replace(";127.0.0.1:" + roster.clientPort(4), ";127.0.0.1:" + roster.clientPort(5));
        try (ZooKeeperAdmin before = Members.connected(roster, 4)) {
            admin.reconfigure(elsewhere, null, null, -1, new Stat());
            try (ZooKeeperAdmin after = Members.connected(roster, 5)) {
                assertThat(after.exists("/through-an-observer", false)).isNotNull();
            }
            assertThat(before.exists("/through-an-observer", false))
                    .as("a connection that stands, stays")
                    .isNotNull();
        }
    }
}
