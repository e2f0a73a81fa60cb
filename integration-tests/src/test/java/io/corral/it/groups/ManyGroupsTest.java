package io.corral.it.groups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.corral.it.ensemble.ReservedPorts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Three processes that take part in sixty-four groups")
@Tag("slow")
class ManyGroupsTest {
    private static final int NODES = 3;
    private static final int GROUPS = 64;
    private static final int WRITERS = 4;
    private static final int ACKNOWLEDGED_EACH = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    Path root;

    private final List<NodeProcess> nodes = new ArrayList<>();
    private final List<Proposer> proposers = new ArrayList<>();
    private final List<Thread> writers = new ArrayList<>();
    private Set<Integer> peerPorts = Set.of();
    private volatile boolean writing = true;

    @Test
    @DisplayName("keep every acknowledged command of every group when each of them is killed in turn")
    void killedInTurn() throws Exception {
        start("many", GROUPS);
        startWriters();
        awaitAcknowledged();
        for (int round = 0; round < NODES; round++) {
            NodeProcess victim = nodes.get(round);
            victim.kill();
            awaitAcknowledged();
            victim.start();
            awaitAcknowledged();
        }
        stopWriters();
        for (Proposer proposer : proposers) {
            int group = proposer.group();
            await("group " + group + " is the same everywhere").atMost(PATIENCE).untilAsserted(() -> {
                List<List<String>> shown =
                        nodes.stream().map(node -> show(node, group)).distinct().toList();
                assertThat(shown).hasSize(1);
                assertThat(shown.get(0)).doesNotHaveDuplicates().containsAll(proposer.acknowledged());
            });
        }
        spreadLeaders();
    }

    @Test
    @DisplayName("need no more threads, log files and connections than for one group")
    void whatTheyNeed() throws Exception {
        Needs ofOne = needsOf("one", 1);
        assertThat(ofOne.threads()).allMatch(names -> names.contains("raft-loop"));
        assertThat(needsOf("many", GROUPS)).isEqualTo(ofOne);
    }

    private Needs needsOf(String name, int groups) throws Exception {
        start(name, groups);
        startWriters();
        awaitAcknowledged();
        stopWriters();
        Needs needs = settledNeeds();
        stop();
        return needs;
    }

    /** What they need once that does not change any more: a second connection between two nodes may be on its way out. */
    private Needs settledNeeds() {
        AtomicReference<@Nullable Needs> last = new AtomicReference<>();
        return await("the needs of the nodes do not change")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> Needs.of(nodes, peerPorts), needs -> needs.equals(last.getAndSet(needs)));
    }

    @AfterEach
    void stop() throws InterruptedException {
        stopWriters();
        for (NodeProcess node : nodes) {
            node.kill();
        }
        nodes.clear();
        proposers.clear();
    }

    private void start(String name, int groups) throws IOException {
        List<GroupNodePlan> plans = new ArrayList<>();
        try (ReservedPorts reserved = ReservedPorts.reserve(2 * NODES)) {
            Map<Long, Integer> portsById = LongStream.rangeClosed(1, NODES)
                    .boxed()
                    .collect(Collectors.toMap(
                            Function.identity(), id -> reserved.port(id.intValue() - 1), (a, b) -> a, TreeMap::new));
            for (int id = 1; id <= NODES; id++) {
                plans.add(new GroupNodePlan(
                        id, groups, root.resolve(name + "-" + id), reserved.port(NODES + id - 1), portsById));
            }
            peerPorts = Set.copyOf(portsById.values());
        }
        for (GroupNodePlan plan : plans) {
            NodeProcess node = new NodeProcess(plan);
            nodes.add(node);
            node.start();
        }
        IntStream.rangeClosed(1, groups).forEach(group -> proposers.add(new Proposer(group, List.copyOf(nodes))));
    }

    private void startWriters() {
        writing = true;
        for (int first = 0; first < WRITERS; first++) {
            int from = first;
            Thread writer = new Thread(
                    () -> {
                        while (writing) {
                            for (int i = from; i < proposers.size() && writing; i += WRITERS) {
                                proposers.get(i).propose();
                            }
                        }
                    },
                    "writer-" + first);
            writers.add(writer);
            writer.start();
        }
    }

    private void stopWriters() throws InterruptedException {
        writing = false;
        for (Thread writer : writers) {
            writer.join();
        }
        writers.clear();
    }

    /** Waits until some more commands of each group are acknowledged. */
    private void awaitAcknowledged() {
        List<Integer> goals = proposers.stream()
                .map(proposer -> proposer.acknowledged().size() + ACKNOWLEDGED_EACH)
                .toList();
        await("every group goes on").atMost(PATIENCE).untilAsserted(() -> {
            for (int i = 0; i < goals.size(); i++) {
                assertThat(proposers.get(i).acknowledged())
                        .as("group %d; output of the nodes: %s", i + 1, outputs())
                        .hasSizeGreaterThanOrEqualTo(goals.get(i));
            }
        });
    }

    private List<List<String>> awaitLeaders(int groups) {
        List<List<String>> seen = new ArrayList<>();
        await("all groups have leaders that all nodes know").atMost(PATIENCE).until(() -> {
            seen.clear();
            ask("leaders").forEach(answer -> seen.add(Arrays.asList(answer.split(" ", -1))));
            return seen.stream().distinct().count() == 1
                    && seen.get(0).size() == groups
                    && !seen.get(0).contains("0");
        });
        return seen;
    }

    /** Leadership can be given to whom one likes: at the end each node leads a third. */
    private void spreadLeaders() {
        await("each node leads its share").atMost(PATIENCE).until(() -> {
            List<String> leaders = awaitLeaders(GROUPS).get(0);
            for (int group = 1; group <= GROUPS; group++) {
                int wanted = group % NODES + 1;
                int leader = Integer.parseInt(leaders.get(group - 1));
                if (leader != wanted) {
                    nodes.get(leader - 1).ask("hand-over " + group + " " + wanted);
                }
            }
            List<String> now = awaitLeaders(GROUPS).get(0);
            return IntStream.rangeClosed(1, GROUPS)
                    .allMatch(group -> now.get(group - 1).equals(Integer.toString(group % NODES + 1)));
        });
    }

    private List<String> show(NodeProcess node, int group) {
        return Arrays.asList(node.ask("show " + group).orElse("").split(" ", -1));
    }

    private List<String> ask(String line) {
        return nodes.stream().map(node -> node.ask(line).orElse("")).toList();
    }

    private String outputs() {
        return nodes.stream()
                .sorted(Comparator.comparingLong(NodeProcess::id))
                .map(NodeProcess::output)
                .collect(Collectors.joining("\n----\n"));
    }
}
