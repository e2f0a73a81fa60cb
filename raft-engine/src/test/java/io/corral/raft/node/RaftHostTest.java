package io.corral.raft.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Nodes with many groups")
class RaftHostTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int MANY = 64;

    @TempDir
    Path root;

    private HostCluster cluster;

    @BeforeEach
    void create() throws IOException {
        cluster = new HostCluster(root, 3);
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    /** Every group executes this command on every running node, whatever happens to leaders meanwhile. */
    private void allExecute(int groups, String command) {
        await().atMost(LONG)
                .until(() -> IntStream.rangeClosed(1, groups)
                                .filter(group -> !isEverywhere(group, command))
                                .peek(group -> proposeUnlessKnown(group, command))
                                .count()
                        == 0);
    }

    private void proposeUnlessKnown(int group, String command) {
        boolean known =
                cluster.everywhere(group).stream().anyMatch(each -> each.state().contains(command));
        if (!known) {
            cluster.propose(group, command);
        }
    }

    private boolean isEverywhere(int group, String command) {
        return cluster.everywhere(group).stream().allMatch(each -> each.state().contains(command));
    }

    private long leadsOn(long node) {
        return cluster.node(node).groups().values().stream()
                .filter(HostCluster.Group::leads)
                .count();
    }

    /** Who starts first may have been elected everywhere before the others are there: leadership is asked for, not waited for. */
    private void everybodyLeadsSome() {
        await().atMost(LONG).until(() -> {
            for (long node = 1; node <= 3; node++) {
                if (leadsOn(node) == 0) {
                    long target = node;
                    cluster.leader((int) node).ifPresent(leader -> leader.node().transferLeadership(target));
                    return false;
                }
            }
            return true;
        });
    }

    @Test
    @DisplayName("lead some each, write one log, and go on with all of them when a node goes and comes back")
    void sixtyFourGroups() throws IOException {
        cluster.startAll(MANY);
        allExecute(MANY, "first");
        everybodyLeadsSome();
        cluster.stop(1);
        allExecute(MANY, "second");
        cluster.start(1, MANY);
        allExecute(MANY, "third");
        for (int group = 1; group <= MANY; group++) {
            Tally one = cluster.group(1, group).state();
            Tally two = cluster.group(2, group).state();
            await().atMost(LONG).untilAsserted(() -> assertThat(one.commands()).isEqualTo(two.commands()));
            assertThat(one.commands()).contains("first", "second", "third");
        }
        try (Stream<Path> files = Files.list(cluster.home(1).resolve("log"))) {
            assertThat(files.filter(file -> file.toString().contains("segment-")))
                    .hasSize(1);
        }
        assertThat(cluster.node(1).host().knownGroups()).hasSize(MANY);
    }

    @Test
    @DisplayName("take up groups and give them up while they run")
    void groupsComeAndGo() throws IOException {
        cluster.startAll(1);
        allExecute(1, "one");
        for (long node = 1; node <= 3; node++) {
            cluster.open(node, 2);
        }
        allExecute(2, "two");
        for (long node = 1; node <= 3; node++) {
            cluster.node(node).groups().remove(2).node().close();
        }
        allExecute(1, "three");
        for (long node = 1; node <= 3; node++) {
            cluster.open(node, 2);
        }
        allExecute(2, "four");
        assertThat(cluster.group(1, 2).state().commands()).contains("two", "four");
        assertThatThrownBy(() -> cluster.open(1, 2)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("keep the other groups when the state machine of one fails")
    void oneGroupFails() throws IOException {
        cluster.startAll(3);
        allExecute(3, "good");
        HostCluster.Group failing = cluster.group(1, 2);
        failing.state().failOn("bad");
        await().atMost(LONG).until(() -> cluster.propose(2, "bad"));
        await().atMost(LONG).until(() -> failing.listener().fatal != null);
        assertThat(failing.node().propose(List.of(TestCluster.bytes("late"))).isTaken())
                .isFalse();
        cluster.node(1).groups().remove(2);
        allExecute(3, "after");
        assertThat(cluster.group(1, 1).listener().fatal).isNull();
        assertThat(cluster.group(1, 3).listener().fatal).isNull();
    }

    @Test
    @DisplayName("tell bytes of the program above one group only to its counterparts above the same group")
    void applicationMessagesAreRouted() throws IOException {
        cluster.startAll(2);
        RecordingListener two = cluster.group(2, 2).listener();
        await().atMost(LONG).until(() -> {
            cluster.group(1, 2).node().sendToPeer(2, TestCluster.bytes("hello"));
            return !two.messages.isEmpty();
        });
        assertThat(two.messages).containsOnly("1:hello");
        assertThat(cluster.group(2, 1).listener().messages).isEmpty();
        await().atMost(LONG).untilAsserted(() -> assertThat(two.connected).containsExactlyInAnyOrder(1L, 3L));
    }
}
