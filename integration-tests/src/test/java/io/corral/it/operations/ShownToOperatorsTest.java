package io.corral.it.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.it.ensemble.ServerProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Four letter words and admin commands are answered as by ZooKeeper, but for numbers")
class ShownToOperatorsTest {
    private static final Path ROWS = Path.of("..", "docs", "compatibility", "10-admin-server.md");
    private static final String MONITOR_WORD = "mntr";
    private static final Pattern MONITOR_COMMAND = Pattern.compile("GET /(monitor|mntr)");

    /** The files of both have places of their own. */
    private static final Pattern OWN_FILES = Pattern.compile("data/(versionN|corral/snapshots|corral/log)\\b");

    /** Metrics that are made of what clients did, or of the queues for learners. */
    private static final Pattern BY_KEY = Pattern.compile(".*(_per_namespace|ack_latency|learner_handler_qp_.*)\\b.*");

    @TempDir
    private static Path folder;

    private static Portrait zooKeeper;
    private static Portrait corral;

    @BeforeAll
    static void look() throws Exception {
        ZooKeeperLibraries.assumeFetched();
        zooKeeper = Portrait.of(ServerProgram.ZOOKEEPER, folder.resolve("zookeeper"));
        corral = Portrait.of(ServerProgram.CORRAL, folder.resolve("corral"));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("four letter words")
    void words(Standing standing) {
        Map<String, String> theirs = texts(zooKeeper, standing);
        Map<String, String> ours = texts(corral, standing);

        assertThat(ours).isEqualTo(theirs);
    }

    private static Map<String, String> texts(Portrait portrait, Standing standing) {
        Map<String, String> texts = new TreeMap<>(portrait.words().get(standing));
        texts.replaceAll((word, text) -> OWN_FILES.matcher(text).replaceAll("data/OWN"));
        texts.remove(MONITOR_WORD);
        return texts;
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("the lines of mntr: version and role first, then all of ZooKeeper's metrics with its types of numbers")
    void monitor(Standing standing) {
        String theirs = zooKeeper.words().get(standing).get(MONITOR_WORD);
        String ours = corral.words().get(standing).get(MONITOR_WORD);

        assertThat(lines(ours)).containsAll(lines(theirs));
        assertThat(head(ours)).isEqualTo(head(theirs));
    }

    private static Set<String> lines(String text) {
        return text.lines().filter(line -> !BY_KEY.matcher(line).matches()).collect(Collectors.toSet());
    }

    private static String head(String text) {
        return text.lines()
                .takeWhile(line -> line.matches("zk_(version|server_state|peer_state|observer_master_id)\t.*"))
                .collect(Collectors.joining("\n"));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("admin commands: status, content type, keys and types of values")
    void commands(Standing standing) {
        assertThat(forms(corral, standing)).isEqualTo(forms(zooKeeper, standing));
    }

    private static Map<String, Set<String>> forms(Portrait portrait, Standing standing) {
        Map<String, Set<String>> forms = new TreeMap<>();
        portrait.commands().get(standing).forEach((request, answer) -> {
            if (!DeliberateDifference.covers(standing, request)
                    && !MONITOR_COMMAND.matcher(request).matches()) {
                forms.put(request, new TreeSet<>(Arrays.asList(answer.form().split("\n", -1))));
            }
        });
        return forms;
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NOT_SERVING")
    @DisplayName("the admin command monitor: all of ZooKeeper's metrics with its types of numbers")
    void monitorCommand(Standing standing) {
        String request = "GET /monitor";

        assertThat(lines(corral.commands().get(standing).get(request).form()))
                .containsAll(
                        lines(zooKeeper.commands().get(standing).get(request).form()));
    }

    @Test
    @DisplayName("the leader tells how large proposals were")
    void proposalSizes() {
        for (Portrait portrait : List.of(zooKeeper, corral)) {
            String answer = portrait.commands()
                    .get(Standing.LEADER)
                    .get("GET /server_stats")
                    .body();
            assertThat(answer.substring(answer.indexOf("proposal_stats")))
                    .containsPattern("\"last_buffer_size\" : [1-9]")
                    .containsPattern("\"min_buffer_size\" : [1-9]")
                    .containsPattern("\"max_buffer_size\" : [1-9]");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"STANDALONE", "LEADER"})
    @DisplayName("the number of nodes, to the unit")
    void nodeCount(Standing standing) {
        assertThat(nodeCount(corral, standing)).isEqualTo(nodeCount(zooKeeper, standing));
    }

    private static String nodeCount(Portrait portrait, Standing standing) {
        String answer =
                portrait.commands().get(standing).get("GET /server_stats").body();
        return answer.lines()
                .filter(line -> line.contains("\"node_count\""))
                .findFirst()
                .orElseThrow();
    }

    @Test
    @DisplayName("the list of admin commands")
    void list() {
        assertThat(corral.commands().get(Standing.LEADER).get("GET /").body().strip())
                .isEqualTo(zooKeeper
                        .commands()
                        .get(Standing.LEADER)
                        .get("GET /")
                        .body()
                        .strip());
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("what is different on purpose has a row")
    void rows(DeliberateDifference difference) throws Exception {
        assertThat(Files.readString(ROWS)).contains("| " + difference.row());
    }
}
