package io.corral.it.reconfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.corral.it.ensemble.ServerProcess;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.admin.ZooKeeperAdmin;
import org.apache.zookeeper.data.Stat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayName("While members change, no write is lost and no connection to a server that stays is broken:")
@Tag("slow")
@SuppressWarnings("try") // close() may be interrupted: that fails the test, as it should
class UntroubledTest {
    private static final int LEADER_DEATHS = 6;
    private static final int LATER_BY_MILLIS = 15;

    private final List<SteadyWriter> writers = new ArrayList<>();
    private Roster roster;

    @BeforeEach
    void found() throws Exception {
        roster = new Roster(Roster.changing("UntroubledTest"), 5);
        roster.found(3);
    }

    @AfterEach
    void close() throws Exception {
        for (SteadyWriter writer : writers) {
            writer.close();
        }
        roster.close();
    }

    @Test
    @DisplayName("one is added, another replaced in one step, and the leader removed")
    void underLoad() throws Exception {
        int leader = roster.leader();
        int follower = leader % 3 + 1;
        int replaced = follower % 3 + 1;
        SteadyWriter staying = writer("/staying", follower);
        SteadyWriter leaving = writer("/leaving", leader);
        try (ZooKeeperAdmin admin = Members.connected(roster, follower)) {
            join(4);
            admin.reconfigure(roster.line(4), null, null, -1, new Stat());
            staying.awaitMore();
            join(5);
            admin.reconfigure(roster.line(5), Integer.toString(replaced), null, -1, new Stat());
            staying.awaitMore();
            admin.reconfigure(null, Integer.toString(leader), null, -1, new Stat());
            staying.awaitMore();
            leaving.awaitMore();
            assertThat(Members.ids(admin)).containsExactlyInAnyOrder(4, 5, follower);
        }
        staying.assertUnharmed();
        leaving.assertUnharmed();
        roster.server(leader).stop();
        roster.server(replaced).stop();
        staying.awaitMore();
        staying.assertUnharmed();
    }

    @Test
    @DisplayName("the leader dies at some moment of a change, which then is or is not, for everybody alike")
    void leaderDiesMeanwhile() throws Exception {
        join(4);
        for (int death = 0; death < LEADER_DEATHS; death++) {
            int leader = roster.leader();
            int witness = leader == 1 ? 2 : 1;
            boolean adding = !Members.ids(roster, witness).contains(4);
            if (!adding && leader == 4) {
                witness = 3;
            }
            try (ZooKeeperAdmin admin = Members.connected(roster, witness)) {
                SteadyWriter writer = writer("/death-" + death, witness);
                writer.awaitMore();
                CompletableFuture<List<Integer>> answer = change(admin, adding);
                ServerProcess victim = roster.server(leader);
                pause(death * LATER_BY_MILLIS);
                victim.kill();
                List<Integer> told = answer.get(Roster.PATIENCE.toSeconds(), TimeUnit.SECONDS);
                writer.awaitMore();
                writer.assertUnharmed();
                writer.stop();
                victim.start();
                roster.awaitServing(leader);
                int asked = witness;
                await("the killed server agrees with the others")
                        .atMost(Roster.PATIENCE)
                        .untilAsserted(
                                () -> assertThat(Members.text(roster, leader)).isEqualTo(Members.text(roster, asked)));
                if (!told.isEmpty()) {
                    assertThat(Members.ids(roster, witness)).isEqualTo(told);
                }
            }
        }
    }

    /** Adds or removes the fourth server; the members then, or nothing when the answer was an error. */
    private CompletableFuture<List<Integer>> change(ZooKeeperAdmin admin, boolean adding) {
        CompletableFuture<List<Integer>> members = new CompletableFuture<>();
        admin.reconfigure(
                adding ? roster.line(4) : null,
                adding ? null : "4",
                null,
                -1,
                (code, path, context, data, stat) -> {
                    if (code == KeeperException.Code.NEWCONFIGNOQUORUM.intValue()) {
                        members.complete(List.of());
                    } else if (code == KeeperException.Code.OK.intValue()) {
                        members.complete(Members.ids(new String(data, StandardCharsets.UTF_8)));
                    } else {
                        members.completeExceptionally(KeeperException.create(KeeperException.Code.get(code), path));
                    }
                },
                null);
        return members;
    }

    private void join(int id) {
        roster.start(id, roster.line(1), roster.line(2), roster.line(3), roster.line(id));
        roster.awaitServing(id);
    }

    private SteadyWriter writer(String path, int server) throws Exception {
        SteadyWriter writer = SteadyWriter.start(roster.connectString(server), path);
        writers.add(writer);
        return writer;
    }

    private static void pause(int millis) {
        await().pollDelay(Duration.ofMillis(millis)).until(() -> true);
    }
}
