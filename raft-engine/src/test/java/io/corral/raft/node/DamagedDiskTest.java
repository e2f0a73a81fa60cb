package io.corral.raft.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.corral.raft.core.RaftRole;
import io.corral.raft.core.RaftStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A node that has lost what it acknowledged")
class DamagedDiskTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final SnapshotPolicy NEVER = new SnapshotPolicy(Long.MAX_VALUE, Long.MAX_VALUE);
    private static final SnapshotPolicy OFTEN = new SnapshotPolicy(Long.MAX_VALUE, 60);

    @TempDir
    Path root;

    private static void write(TestCluster cluster, int from, int to) {
        for (int i = from; i < to; i++) {
            String command = "command " + i;
            await().atMost(LONG).pollInterval(Duration.ofMillis(2)).until(() -> {
                if (cluster.running().stream().anyMatch(each -> each.state().contains(command))) {
                    return true;
                }
                cluster.propose(command);
                return false;
            });
        }
    }

    private Path log(long id) {
        return root.resolve("node" + id).resolve("log");
    }

    /** Flips a bit near the beginning of the oldest segment, long before its end. */
    private void damage(long id) throws IOException {
        Path segment;
        try (Stream<Path> files = Files.list(log(id))) {
            segment = files.filter(file -> file.getFileName().toString().startsWith("segment-"))
                    .min(Comparator.naturalOrder())
                    .orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(segment);
        bytes[400] ^= 4;
        Files.write(segment, bytes);
    }

    private static void awaitVoteOf(TestCluster cluster, long id) {
        await().atMost(LONG).until(() -> {
            RaftStatus status = cluster.member(id).node().status();
            return status.membership().incarnation(id) != 0
                    && status.membership().voters().contains(id)
                    && !status.membership().isJoint();
        });
    }

    /** The node is needed for a majority, so it votes and counts. */
    private static void assertCounts(TestCluster cluster, long id) {
        long other = cluster.leader().filter(leader -> leader != id).orElse(id % 3 + 1);
        cluster.stop(other);
        write(cluster, 1000, 1005);
        await().atMost(LONG).until(() -> cluster.member(id).state().contains("command 1004"));
    }

    @Test
    @DisplayName("keeps the damaged files, is repaired by the others, and votes again")
    void damagedLog() throws IOException {
        try (TestCluster cluster = new TestCluster(root, 3, NEVER)) {
            cluster.startAll();
            write(cluster, 0, 50);
            long follower = cluster.leader().orElseThrow() % 3 + 1;
            cluster.stop(follower);
            damage(follower);
            write(cluster, 50, 60);
            cluster.start(follower);
            awaitVoteOf(cluster, follower);
            assertThat(cluster.disk(follower).list()).anyMatch(name -> name.startsWith("damaged-1-segment-"));
            await().atMost(LONG).until(() -> cluster.member(follower).state().contains("command 59"));
            assertCounts(cluster, follower);
        }
    }

    @Test
    @DisplayName("begins at its own snapshot, if it has one")
    void damagedLogWithSnapshot() throws IOException {
        try (TestCluster cluster = new TestCluster(root, 3, OFTEN)) {
            cluster.startAll();
            write(cluster, 0, 100);
            long follower = cluster.leader().orElseThrow() % 3 + 1;
            await().atMost(LONG)
                    .until(() -> cluster.member(follower).node().status().snapshotIndex() > 0);
            cluster.stop(follower);
            damage(follower);
            TestCluster.Member again = cluster.start(follower);
            assertThat(again.node().status().snapshotIndex()).isPositive();
            awaitVoteOf(cluster, follower);
            assertCounts(cluster, follower);
        }
    }

    @Test
    @DisplayName("is repaired even when the whole directory is gone and the leader is still the first one")
    void emptied() throws IOException {
        try (TestCluster cluster = new TestCluster(root, 3, NEVER)) {
            cluster.startAll();
            write(cluster, 0, 20);
            long follower = cluster.leader().orElseThrow() % 3 + 1;
            cluster.stop(follower);
            for (String name : cluster.disk(follower).list()) {
                cluster.disk(follower).delete(name);
            }
            TestCluster.Member again = cluster.start(follower);
            awaitVoteOf(cluster, follower);
            assertThat(again.state().contains("command 19")).isTrue();
            assertCounts(cluster, follower);
        }
    }

    @Test
    @DisplayName("does not start when it is alone, and says what is lost and where")
    void alone() throws IOException {
        try (TestCluster cluster = new TestCluster(root, 1, NEVER)) {
            TestCluster.Member node = cluster.start(1);
            await().atMost(LONG).until(() -> node.listener().role == RaftRole.LEADER);
            write(cluster, 0, 50);
            cluster.stop(1);
            damage(1);
            assertThatThrownBy(() -> cluster.start(1))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("segment-")
                    .hasMessageContaining("at offset")
                    .hasMessageContaining("cannot repair");
            assertThat(cluster.disk(1).list()).noneMatch(name -> name.startsWith("damaged-"));
        }
    }
}
