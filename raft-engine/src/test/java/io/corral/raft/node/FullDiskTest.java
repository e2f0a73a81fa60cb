package io.corral.raft.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.corral.raft.port.WriteObstacle;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A node whose disk is full or read-only")
class FullDiskTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final SnapshotPolicy NEVER = new SnapshotPolicy(Long.MAX_VALUE, Long.MAX_VALUE);

    @TempDir
    Path root;

    private int proposed;

    /** Proposes until refused for the disk; returns the answer. */
    private ProposalAnswer proposeUntilRefused(RaftNode node) {
        ProposalAnswer[] last = new ProposalAnswer[1];
        await().atMost(LONG).pollInterval(Duration.ofMillis(1)).until(() -> {
            last[0] = node.propose(List.of(TestCluster.bytes("filler " + proposed + "x".repeat(10_000))));
            proposed++;
            return last[0] == ProposalAnswer.DISK_FULL || last[0] == ProposalAnswer.DISK_READ_ONLY;
        });
        return last[0];
    }

    private static void awaitWrite(TestCluster cluster, String command) {
        await().atMost(LONG)
                .until(() -> cluster.propose(command)
                        || cluster.running().stream()
                                .anyMatch(each -> each.state().contains(command)));
        await().atMost(LONG).until(() -> {
            if (cluster.running().stream().anyMatch(each -> each.state().contains(command))) {
                return true;
            }
            cluster.propose(command);
            return false;
        });
    }

    private static void assertReads(RaftNode node) throws Exception {
        CompletableFuture<Long> granted = new CompletableFuture<>();
        node.readIndex(new ReadIndexCallback() {
            @Override
            public void granted(long readIndex) {
                granted.complete(readIndex);
            }

            @Override
            public void refused() {
                granted.completeExceptionally(new IllegalStateException("refused"));
            }
        });
        assertThat(granted.get(30, TimeUnit.SECONDS)).isPositive();
    }

    @Test
    @DisplayName("alone, refuses writes and says why, goes on answering reads, and resumes by itself")
    void alone() throws Exception {
        try (TestCluster cluster = new TestCluster(root, 1, NEVER)) {
            TestCluster.Member node = cluster.start(1);
            awaitWrite(cluster, "before");
            cluster.disk(1).capacity(1 << 20);
            assertThat(proposeUntilRefused(node.node())).isEqualTo(ProposalAnswer.DISK_FULL);
            assertThat(node.node().diskObstacle()).contains(WriteObstacle.NO_SPACE);
            assertReads(node.node());
            assertThat(node.leads()).isTrue();

            cluster.disk(1).capacity(Long.MAX_VALUE);
            awaitWrite(cluster, "after");
            assertThat(node.node().diskObstacle()).isEmpty();
            assertThat(node.listener().diskReports)
                    .containsExactly(Optional.of(WriteObstacle.NO_SPACE), Optional.empty());
            assertThat(node.node().metrics().diskObstructions()).isEqualTo(1);
            assertThat(node.listener().fatal).isNull();

            List<String> commands = node.state().commands();
            cluster.stop(1);
            TestCluster.Member again = cluster.start(1);
            await().atMost(LONG).until(() -> again.state().commands().equals(commands));
        }
    }

    @Test
    @DisplayName("leading, gives leadership to a node that can write; the group goes on, and it catches up when it can")
    void leading() throws Exception {
        try (TestCluster cluster = new TestCluster(root, 3, NEVER)) {
            cluster.startAll();
            awaitWrite(cluster, "before");
            long leader = cluster.leader().orElseThrow();
            cluster.disk(leader).readOnly(true);
            assertThat(proposeUntilRefused(cluster.member(leader).node())).isEqualTo(ProposalAnswer.DISK_READ_ONLY);
            await().atMost(LONG)
                    .until(() -> cluster.leader().filter(now -> now != leader).isPresent());
            awaitWrite(cluster, "meanwhile");
            assertReads(cluster.member(leader).node());

            cluster.disk(leader).readOnly(false);
            awaitWrite(cluster, "after");
            await().atMost(LONG)
                    .until(() -> cluster.member(leader).state().contains("after")
                            && cluster.member(leader).node().status().durableIndex()
                                    == cluster.member(leader).node().status().lastIndex());
            assertThat(cluster.member(leader).listener().fatal).isNull();
        }
    }

    @Test
    @DisplayName("leading without anybody who could do better, goes on leading and answering reads")
    void nobodyElse() throws Exception {
        try (TestCluster cluster = new TestCluster(root, 3, NEVER)) {
            cluster.startAll();
            awaitWrite(cluster, "before");
            long leader = cluster.leader().orElseThrow();
            long other = leader % 3 + 1;
            cluster.stop(other);
            cluster.disk(leader).capacity(cluster.disk(leader).used());
            proposeUntilRefused(cluster.member(leader).node());
            for (int i = 0; i < 20; i++) {
                assertReads(cluster.member(leader).node());
            }
            assertThat(cluster.member(leader).leads()).isTrue();
            cluster.disk(leader).capacity(Long.MAX_VALUE);
            awaitWrite(cluster, "after");
        }
    }

    @Test
    @DisplayName("ends when a force fails, even if the reason given is lack of space")
    void failedForce() throws IOException {
        try (TestCluster cluster = new TestCluster(root, 1, NEVER)) {
            TestCluster.Member node = cluster.start(1);
            awaitWrite(cluster, "before");
            cluster.disk(1).failForces();
            node.node().propose(List.of(TestCluster.bytes("lost")));
            await().atMost(LONG).until(() -> node.listener().fatal != null);
            assertThat(node.node().propose(List.of(TestCluster.bytes("late")))).isEqualTo(ProposalAnswer.NODE_ENDED);
            assertThat(node.state().contains("lost")).isFalse();
        }
    }
}
