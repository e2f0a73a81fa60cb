package io.corral.it.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.corral.it.ensemble.EnsembleExtension;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.recipes.nodes.GroupMember;
import org.apache.curator.framework.recipes.shared.SharedCount;
import org.apache.zookeeper.CreateMode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Shared state")
@Tag("slow")
class SharedStateTest {
    @RegisterExtension
    static final EnsembleExtension THREE_SERVERS = EnsembleExtension.ofServers(3);

    @ParameterizedTest(name = "{0}")
    @EnumSource(value = Disturbance.class, names = "LEADER_KILLED")
    @DisplayName("a SharedCount is counted up by all, and seen by all")
    void sharedCountIsSeenByAll(Disturbance disturbance) throws Exception {
        String path = "/shared-count/" + disturbance;
        AtomicInteger increments = new AtomicInteger();
        try (RecipeClients clients = new RecipeClients(THREE_SERVERS.ensemble(), disturbance);
                SharedCount onlooker = new SharedCount(clients.atBystander(), path, 0)) {
            onlooker.start();
            List<SharedCount> counts = new ArrayList<>();
            Contenders contenders = Contenders.start(clients.several(3), client -> {
                SharedCount count = new SharedCount(client, path, 0);
                counts.add(count);
                count.start();
                return () -> {
                    if (count.trySetCount(count.getVersionedValue(), count.getCount() + 1)) {
                        increments.incrementAndGet();
                    }
                };
            });
            try (contenders) {
                contenders.awaitMoreTurns(60);
                clients.disturb();
                contenders.awaitMoreTurns(60);
                contenders.stop();
            }
            CuratorFramework reader = clients.anywhere();
            reader.sync().forPath(path);
            int counted = ByteBuffer.wrap(reader.getData().forPath(path)).getInt();
            assertThat(counted - increments.get())
                    .as("increments whose answer was lost with a connection")
                    .isBetween(0, clients.connectionsLost());
            await("the onlooker sees the last count")
                    .atMost(Pauses.PATIENCE)
                    .until(() -> onlooker.getCount() == counted);
            for (SharedCount count : counts) {
                count.close();
            }
            clients.assertUndisturbedClientsNoticedNothing();
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(value = Disturbance.class, names = "LEADER_KILLED")
    @DisplayName("the members of a group know one another, and who has left")
    void membersKnowOneAnother(Disturbance disturbance) throws Exception {
        List<GroupMember> members = new ArrayList<>();
        try (RecipeClients clients = new RecipeClients(THREE_SERVERS.ensemble(), disturbance)) {
            List<CuratorFramework> owners = clients.several(3);
            for (CuratorFramework owner : owners) {
                GroupMember member = new GroupMember(owner, "/group/" + disturbance, "member-" + members.size());
                member.start();
                members.add(member);
            }
            awaitMembers(members, Set.of("member-0", "member-1", "member-2"));
            clients.disturb();
            awaitMembers(members, Set.of("member-0", "member-1", "member-2"));
            clients.assertUndisturbedClientsNoticedNothing();
            members.remove(1).close();
            awaitMembers(members, Set.of("member-0", "member-2"));
            members.forEach(GroupMember::close);
        }
    }

    private static void awaitMembers(List<GroupMember> members, Set<String> names) {
        await("all know " + names)
                .atMost(Pauses.PATIENCE)
                .untilAsserted(() -> assertThat(members)
                        .allSatisfy(member ->
                                assertThat(member.getCurrentMembers().keySet()).isEqualTo(names)));
    }

    @Test
    @DisplayName("clients with namespaces see what is theirs, under the names they gave it")
    void namespacesKeepClientsApart() throws Exception {
        try (RecipeClients clients = new RecipeClients(THREE_SERVERS.ensemble(), Disturbance.NONE)) {
            CuratorFramework whole = clients.anywhere();
            CuratorFramework ours = whole.usingNamespace("ours");
            CuratorFramework theirs = clients.anywhere().usingNamespace("theirs");
            String made = ours.create()
                    .creatingParentsIfNeeded()
                    .withMode(CreateMode.EPHEMERAL_SEQUENTIAL)
                    .forPath("/job-", Numbers.bytes(1));
            theirs.create().withMode(CreateMode.EPHEMERAL).forPath("/other", Numbers.bytes(2));
            assertThat(made).isEqualTo("/job-0000000000");
            assertThat(ours.getChildren().forPath("/")).containsExactly("job-0000000000");
            assertThat(theirs.checkExists().forPath(made)).isNull();
            whole.sync().forPath("/theirs");
            assertThat(whole.getData().forPath("/ours" + made)).isEqualTo(Numbers.bytes(1));
            assertThat(whole.getData().forPath("/theirs/other")).isEqualTo(Numbers.bytes(2));
        }
    }
}
