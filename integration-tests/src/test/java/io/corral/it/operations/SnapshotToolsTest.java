package io.corral.it.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.server.DataTree;
import org.apache.zookeeper.server.persistence.FileSnap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The tools for snapshots say what ZooKeeper's say of the same files:")
class SnapshotToolsTest {
    private static final String THEIRS = "org.apache.zookeeper.server.";
    private static final String OURS = "io.corral.tool.";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PATIENCE_SECONDS = 60;

    @TempDir
    private static Path folder;

    private static Path earlier;
    private static Path later;

    @BeforeAll
    static void writeSnapshots() throws Exception {
        DataTree tree = new DataTree();
        tree.createNode("/a", new byte[] {1, 2, 3}, Ids.OPEN_ACL_UNSAFE, 0, 1, 0x101, 1234);
        tree.createNode("/a/b", null, Ids.OPEN_ACL_UNSAFE, 0, 1, 0x102, 1235);
        tree.createNode("/a/b/c", new byte[20], Ids.READ_ACL_UNSAFE, 0, 1, 0x103, 1236);
        tree.createNode("/a/a \"quoted\\name", new byte[2], Ids.READ_ACL_UNSAFE, 0, 1, 0x104, 1237);
        tree.createNode("/ephemeral", new byte[5], Ids.OPEN_ACL_UNSAFE, 0x77, 1, 0x105, 1238);
        tree.createNode("/old", new byte[1], Ids.OPEN_ACL_UNSAFE, 0, 1, 0x106, 1239);
        earlier = write(tree, 0x106);
        tree.createNode("/new", new byte[7], Ids.OPEN_ACL_UNSAFE, 0, 1, 0x107, 1240);
        tree.createNode("/new/x", new byte[70], Ids.OPEN_ACL_UNSAFE, 0, 1, 0x108, 1241);
        tree.deleteNode("/a/b/c", 0x109);
        tree.deleteNode("/old", 0x10a);
        tree.setData("/a", new byte[100], 1, 0x10b, 1242);
        later = write(tree, 0x10b);
    }

    private static Path write(DataTree tree, long zxid) throws IOException {
        tree.lastProcessedZxid = zxid;
        Path file = folder.resolve("snapshot." + Long.toHexString(zxid));
        new FileSnap(folder.toFile()).serialize(tree, new HashMap<>(Map.of(0x77L, 4000)), file.toFile(), false);
        return file;
    }

    @Test
    @DisplayName("nodes and sessions in full, but for the order of a hash table")
    void formatter() throws Exception {
        for (List<String> options : List.of(List.<String>of(), List.of("-d"))) {
            String[] arguments = with(options, earlier.toString());
            assertThat(blocks(run("", OURS + "SnapshotToolkit", arguments)))
                    .isEqualTo(blocks(run("", THEIRS + "SnapshotFormatter", arguments)));
        }
    }

    private static TreeSet<String> blocks(String text) {
        return new TreeSet<>(List.of(text.split("\n----\n", -1)));
    }

    @Test
    @DisplayName("sizes as JSON")
    void json() throws Exception {
        String ours = run("", OURS + "SnapshotToolkit", "-json", later.toString());
        String theirs = run("", THEIRS + "SnapshotFormatter", "-json", later.toString());

        assertThat(ours).hasSameSizeAs(theirs);
        assertThat(sizes(JSON.readTree(ours).get(3)))
                .isEqualTo(sizes(JSON.readTree(theirs).get(3)));
        assertThat(JSON.readTree(ours).get(2).fieldNames())
                .toIterable()
                .containsExactlyElementsOf(() -> fieldNames(theirs).iterator());
    }

    private static List<String> fieldNames(String text) {
        try {
            List<String> names = new ArrayList<>();
            JSON.readTree(text).get(2).fieldNames().forEachRemaining(names::add);
            return names;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Without the order of siblings, which is that of a hash table, and their numbers, which follow it. */
    private static String sizes(JsonNode node) {
        if (node.isObject()) {
            return node.get("name") + " " + node.get("asize") + " " + node.get("dsize") + " " + node.get("dev");
        }
        List<String> below = new ArrayList<>();
        for (int i = 1; i < node.size(); i++) {
            below.add(sizes(node.get(i)));
        }
        return sizes(node.get(0)) + below.stream().sorted().toList();
    }

    @Test
    @DisplayName("what is different between two, in full and with each comparison")
    void comparer() throws Exception {
        String[] arguments = {"-l", earlier.toString(), "--right", later.toString(), "-b", "2", "-n", "1"};
        for (List<String> options : List.of(List.<String>of(), List.of("-d"))) {
            assertThat(compared("", OURS, with(List.of(arguments), options)))
                    .isEqualTo(compared("", THEIRS, with(List.of(arguments), options)));
        }
    }

    @Test
    @DisplayName("what is different between two, as someone at the keyboard asks")
    void interactiveComparer() throws Exception {
        String[] arguments = {"-l", earlier.toString(), "-r", later.toString(), "-b", "2", "-n", "1", "-i"};
        String keys = "\n/a\n\nx\n2\n99\n/nowhere\n\n\n";
        assertThat(compared(keys, OURS, arguments)).isEqualTo(compared(keys, THEIRS, arguments));
    }

    private static List<String> compared(String keys, String program, String... arguments) throws Exception {
        return run(keys, program + "SnapshotComparer", arguments)
                .lines()
                .map(line -> line.replaceAll("[0-9.]+ seconds", "… seconds"))
                .toList();
    }

    @Test
    @DisplayName("what is below each node")
    void summary() throws Exception {
        for (String depth : List.of("0", "1")) {
            String ours = run("", OURS + "SnapshotSummary", earlier.toString(), "/", depth);
            String theirs = run("", THEIRS + "SnapshotRecursiveSummary", earlier.toString(), "/", depth);
            assertThat(ours.lines().sorted()).isEqualTo(theirs.lines().sorted().toList());
        }
        assertThat(run("", OURS + "SnapshotSummary", earlier.toString(), "/a", "1"))
                .isEqualTo(run("", THEIRS + "SnapshotRecursiveSummary", earlier.toString(), "/a", "1"));
    }

    private static String[] with(List<String> first, String... then) {
        return with(first, List.of(then));
    }

    private static String[] with(List<String> first, List<String> then) {
        return Stream.concat(first.stream(), then.stream()).toArray(String[]::new);
    }

    private static String run(String keys, String mainClass, String... arguments) throws Exception {
        Path silent =
                Files.writeString(folder.resolve("silent.xml"), "<configuration><root level=\"OFF\"/></configuration>");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dfile.encoding=UTF-8",
                "-Dlogback.configurationFile=" + silent,
                "-cp",
                System.getProperty("java.class.path"),
                mainClass));
        command.addAll(List.of(arguments));
        Path typed = Files.writeString(folder.resolve("typed"), keys);
        Path printed = Files.createTempFile(folder, "printed", ".txt");
        Process process = new ProcessBuilder(command)
                .redirectInput(typed.toFile())
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .start();
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        return Files.readString(printed, StandardCharsets.UTF_8);
    }
}
