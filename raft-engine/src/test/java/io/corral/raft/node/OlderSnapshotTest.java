package io.corral.raft.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.raft.message.SnapshotMeta;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A node with damaged snapshots")
class OlderSnapshotTest {
    private static final long SEED = 11;

    @TempDir
    Path root;

    private VirtualCluster cluster;
    private long damaged;

    /** Of one node, oldest first. */
    private final List<SnapshotMeta> taken = new ArrayList<>();

    /** All nodes have three generations, of which so many of the newest of one node are damaged while it is down. */
    private void startWithDamaged(int generations) throws IOException {
        cluster = new VirtualCluster(root, SEED, UnaryOperator.identity());
        cluster.startAll();
        cluster.write("first", 1);
        damaged = cluster.leader().orElseThrow().id() % 3 + 1;
        for (int generation = 0; generation < 3; generation++) {
            cluster.write("generation " + generation, 100);
            cluster.snapshots(Set.of(damaged % 3 + 1, (damaged + 1) % 3 + 1));
            taken.add(cluster.snapshots(Set.of(damaged)).get(0));
        }
        cluster.write("behind the newest", 10);
        cluster.kill(damaged);
        try (Stream<Path> folders = Files.list(cluster.snapshotsOf(damaged))) {
            for (Path folder :
                    folders.sorted(Comparator.reverseOrder()).limit(generations).toList()) {
                Path data = folder.resolve("data");
                byte[] bytes = Files.readAllBytes(data);
                bytes[bytes.length / 2] ^= 16;
                Files.write(data, bytes);
            }
        }
        cluster.start(damaged);
    }

    private void assertCatchesUp() {
        cluster.write("last", 1);
        assertThat(cluster.member(damaged).state().commands())
                .isEqualTo(cluster.leader().orElseThrow().state().commands());
    }

    @Test
    @DisplayName("begins at the one before the newest, and has the log from there on")
    void newestDamaged() throws IOException {
        startWithDamaged(1);
        assertThat(cluster.member(damaged).node().status().snapshotIndex())
                .isEqualTo(taken.get(1).index());
        assertCatchesUp();
        assertThat(cluster.snapshotBytesTo(damaged)).isZero();
        assertThat(cluster.member(damaged).node().status().committedMembership().incarnations())
                .isEmpty();
    }

    @Test
    @DisplayName("is repaired by the others when the log does not reach back to the newest that is intact")
    void twoDamaged() throws IOException {
        startWithDamaged(2);
        assertThat(cluster.member(damaged).node().status().snapshotIndex())
                .isEqualTo(taken.get(0).index());
        assertCatchesUp();
        cluster.runUntil("its vote is back", () -> {
            var members = cluster.leader().orElseThrow().node().status().committedMembership();
            return members.incarnation(damaged) != 0 && members.voters().contains(damaged) && !members.isJoint();
        });
    }
}
