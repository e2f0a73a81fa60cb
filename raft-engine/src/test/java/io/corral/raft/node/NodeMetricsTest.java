package io.corral.raft.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.corral.raft.core.RaftStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A running node's metrics")
class NodeMetricsTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    private TestCluster cluster;

    @BeforeEach
    void start() throws IOException {
        cluster = new TestCluster(directory, 3, new SnapshotPolicy(Long.MAX_VALUE, Long.MAX_VALUE));
        cluster.startAll();
        await().atMost(LONG).until(() -> cluster.leader().isPresent());
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    private TestCluster.Member leader() {
        return cluster.member(cluster.leader().orElseThrow());
    }

    private void write(String command) {
        await().atMost(LONG).until(() -> {
            cluster.propose(command);
            return cluster.running().stream()
                    .allMatch(member -> member.state().commands().contains(command));
        });
    }

    @Test
    @DisplayName("tell who was elected, and who came to know a leader")
    void elections() {
        assertThat(leader().node().metrics().elections().won()).isPositive();
        assertThat(leader().node().metrics().elections().started()).isPositive();
        await().atMost(LONG)
                .until(() -> cluster.running().stream()
                        .allMatch(member -> member.node().metrics().elections().leaderChanges() > 0));
    }

    @Test
    @DisplayName("tell how long the steps of a write take")
    void steps() {
        write("something");
        NodeMetrics metrics = leader().node().metrics();
        assertThat(metrics.commitNanos().sum()).isPositive();
        assertThat(metrics.persistNanos().sum()).isPositive();
        assertThat(metrics.applyBatch().sum()).isPositive();
        assertThat(metrics.proposalsAccepted()).isPositive();
    }

    @Test
    @DisplayName("tell the size of a snapshot and the time it took, and so does the listener")
    void snapshots() throws Exception {
        write("something");
        TestCluster.Member member = leader();
        member.node().triggerSnapshot().get(LONG.toSeconds(), TimeUnit.SECONDS);
        SnapshotMetrics snapshots = member.node().metrics().snapshots();
        assertThat(snapshots.taken()).isEqualTo(1);
        assertThat(snapshots.takenBytes().sum()).isPositive();
        assertThat(snapshots.writeNanos().count()).isEqualTo(1);
        await().atMost(LONG).until(() -> !member.listener().snapshots.isEmpty());
        SnapshotNews news = member.listener().snapshots.get(0);
        assertThat(news.kind()).isEqualTo(SnapshotNews.Kind.TAKEN);
        assertThat(news.bytes()).isEqualTo(snapshots.takenBytes().sum());
    }

    @Test
    @DisplayName("show queues that come to rest empty")
    void queues() {
        write("something");
        await().atMost(LONG).until(() -> leader().node().metrics().queues().proposalBytes() == 0);
        await().atMost(LONG).until(() -> leader().node().metrics().queues().apply() == 0);
    }

    @Test
    @DisplayName("tell how many entries, and for how long, a follower lacks")
    void lagOfAFollower() throws IOException {
        write("before");
        long follower = leader().node().status().nodeId() % 3 + 1;
        await().atMost(LONG)
                .until(() ->
                        known(follower).filter(peer -> peer.lagNanos() == 0).isPresent());
        cluster.stop(follower);
        write("meanwhile");
        await().atMost(LONG)
                .until(() -> known(follower)
                        .filter(peer -> peer.lagNanos() > Duration.ofMillis(200).toNanos())
                        .isPresent());
        cluster.start(follower);
        write("after");
        await().atMost(LONG)
                .until(() -> known(follower)
                        .filter(peer -> peer.lagNanos() == 0 && peer.inflightEntries() == 0)
                        .isPresent());
    }

    /** What whoever leads knows of a node. */
    private Optional<RaftStatus.PeerStatus> known(long node) {
        return cluster.leader().stream()
                .flatMap(leader -> cluster.member(leader).node().status().peers().stream())
                .filter(peer -> peer.id() == node)
                .findFirst();
    }
}
