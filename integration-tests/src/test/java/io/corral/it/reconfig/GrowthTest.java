package io.corral.it.reconfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.corral.it.ensemble.ServerMode;
import io.corral.it.operations.Surface;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.admin.ZooKeeperAdmin;
import org.apache.zookeeper.data.Stat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayName("An ensemble becomes another one altogether, and what shows its members follows:")
@Tag("slow")
@SuppressWarnings("try") // close() may be interrupted: that fails the test, as it should
class GrowthTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Pattern MEMBER = Pattern.compile("\"(\\d+)\"\\s*:\\s*\\{");
    private static final Pattern REPLICA = Pattern.compile("name1=replica\\.(\\d+)");

    @Test
    @DisplayName("one server becomes three, those three become three others in one change, and one of them an observer")
    void fromOneToOthers() throws Exception {
        try (Roster roster = new Roster(Roster.changing("GrowthTest").with("standaloneEnabled", "false"), 12)) {
            start(roster, 1, roster.line(1));
            roster.awaitServing(1);
            try (ZooKeeperAdmin admin = Members.connected(roster, 1)) {
                admin.create("/one", new byte[0], Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
                join(roster, 2, roster.line(1));
                join(roster, 3, roster.line(1));
                admin.reconfigure(roster.line(2) + "," + roster.line(3), null, null, -1, new Stat());
                awaitShown(roster, 1, Set.of(1, 2, 3));
                for (int id : List.of(4, 5, 6)) {
                    join(roster, id, roster.line(1), roster.line(2), roster.line(3));
                }
                String others = roster.line(4) + "," + roster.line(5) + "," + roster.line(6);
                admin.reconfigure(null, null, others, -1, new Stat());
                admin.create("/three", new byte[0], Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
            } catch (Throwable failure) {
                System.out.println(roster.logTails());
                throw failure;
            }
            for (int former : List.of(1, 2, 3)) {
                roster.server(former).stop();
            }
            theOthersGoOn(roster);
        }
    }

    private static void theOthersGoOn(Roster roster) throws Exception {
        awaitShown(roster, 4, Set.of(4, 5, 6));
        try (ZooKeeperAdmin admin = Members.connected(roster, 4)) {
            assertThat(admin.getChildren("/", false)).contains("one", "three");
            admin.create("/others", new byte[0], Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
            int observer = roster.leader() == 6 ? 5 : 6;
            admin.reconfigure(roster.line(observer, "observer"), null, null, -1, new Stat());
            await("an observer, and everybody shows it").atMost(Roster.PATIENCE).untilAsserted(() -> {
                assertThat(roster.server(observer).mode()).isEqualTo(ServerMode.OBSERVER);
                assertThat(page(roster, roster.leader(), "commands/observers"))
                        .containsPattern("\"synced_observers\"\\s*:\\s*1\\b");
                assertThat(roster.ask(roster.leader(), "mntr")).contains("zk_quorum_size\t2", "zk_synced_observers\t1");
            });
        }
    }

    /** Admin commands, four letter words, metrics, management beans and the console agree on the participants. */
    private static void awaitShown(Roster roster, int server, Set<Integer> participants) {
        await("servers " + participants + " are shown by " + server)
                .atMost(Roster.PATIENCE)
                .untilAsserted(() -> {
                    assertThat(members(roster, server, "voting_view")).isEqualTo(participants);
                    assertThat(Members.ids(roster.ask(server, "conf"))).hasSameElementsAs(participants);
                    assertThat(roster.ask(roster.leader(), "mntr")).contains("zk_quorum_size\t" + participants.size());
                    assertThat(page(roster, roster.leader(), "metrics"))
                            .contains("quorum_size " + (double) participants.size());
                    assertThat(replicas(roster, server)).isEqualTo(participants);
                    assertThat(consoleMembers(roster, server)).isEqualTo(participants);
                });
    }

    private static Set<Integer> members(Roster roster, int server, String command) throws Exception {
        return numbers(
                MEMBER.matcher(page(roster, server, "commands/" + command)).results());
    }

    private static Set<Integer> replicas(Roster roster, int server) throws Exception {
        return numbers(Surface.beans(roster.server(server)).keySet().stream()
                .flatMap(name -> REPLICA.matcher(name).results()));
    }

    private static Set<Integer> consoleMembers(Roster roster, int server) throws Exception {
        return numbers(Pattern.compile("\"id\"\\s*:\\s*(\\d+)")
                .matcher(page(roster, server, "api/ensemble"))
                .results());
    }

    private static Set<Integer> numbers(Stream<MatchResult> found) {
        return found.map(each -> Integer.valueOf(each.group(1))).collect(Collectors.toSet());
    }

    private static String page(Roster roster, int server, String path) throws IOException, InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + adminPort(roster, server) + "/" + path);
        return HTTP.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** A number that no server has here: its ports are free. */
    private static int adminPort(Roster roster, int server) {
        return roster.clientPort(server + 6);
    }

    private static void join(Roster roster, int id, String... present) {
        start(
                roster,
                id,
                Stream.concat(Stream.of(present), Stream.of(roster.line(id, "observer")))
                        .toArray(String[]::new));
        roster.awaitServing(id);
    }

    private static void start(Roster roster, int id, String... lines) {
        roster.start(
                id,
                Stream.concat(
                                Stream.of(lines),
                                Stream.of("admin.enableServer=true", "admin.serverPort=" + adminPort(roster, id)))
                        .toArray(String[]::new));
    }
}
