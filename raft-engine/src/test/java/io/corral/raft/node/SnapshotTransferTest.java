package io.corral.raft.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.raft.core.CatchUpLimits;
import io.corral.raft.core.RaftLimits;
import io.corral.raft.core.RaftSettings;
import io.corral.raft.message.SnapshotMeta;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A snapshot on its way to a follower")
class SnapshotTransferTest {
    private static final long SEED = 7;
    private static final int CHUNK_BYTES = 4 << 10;

    /** A virtual second is much to write, and little to wait. */
    private static final long PACE = 400 << 10;

    @TempDir
    Path root;

    private VirtualCluster cluster;
    private long leader;
    private long behind;
    private long third;
    private SnapshotMeta sent;

    private static RaftSettings settings(RaftSettings defaults) {
        RaftLimits usual = RaftLimits.defaults();
        RaftLimits limits = new RaftLimits(
                usual.maxAppendBytes(),
                usual.maxInflightBytes(),
                usual.logWindowBytes(),
                CHUNK_BYTES,
                usual.maxCommittedBytes(),
                usual.maxUnappliedBytes(),
                usual.maxUncommittedBytes(),
                usual.maxPendingReads(),
                CatchUpLimits.unpaced().withSnapshotPace(PACE));
        return defaults.withLimits(limits);
    }

    /** A follower misses what the log no longer holds; both others have the same snapshot, or not. */
    private void followerGetsSnapshot(boolean same) throws IOException {
        cluster = new VirtualCluster(root, SEED, SnapshotTransferTest::settings);
        cluster.startAll();
        cluster.write("first", 1);
        leader = cluster.leader().orElseThrow().id();
        behind = leader % 3 + 1;
        third = behind % 3 + 1;
        cluster.kill(behind);
        cluster.write("missed", 100);
        List<SnapshotMeta> before = cluster.snapshots(Set.of(leader, third));
        assertThat(before.get(0)).isEqualTo(before.get(1));
        cluster.write("missed too", 100);
        sent = cluster.snapshots(Set.of(leader)).get(0);
        if (!same) {
            cluster.write("missed as well", 1);
        }
        cluster.snapshots(Set.of(third));
        cluster.start(behind);
        halfWay();
    }

    private void halfWay() {
        cluster.runUntil("half of it is sent", () -> cluster.snapshotBytesTo(behind) > sent.lengthBytes() / 2);
        assertThat(cluster.snapshotBytesTo(behind)).isLessThan(sent.lengthBytes() * 3 / 4);
    }

    private void awaitEverything() {
        cluster.write("last", 1);
        assertThat(cluster.member(behind).state().commands())
                .isEqualTo(cluster.member(third).state().commands());
        assertThat(cluster.member(behind).node().metrics().snapshots().installed())
                .isEqualTo(1);
    }

    private void assertSentOnce() {
        assertThat(cluster.snapshotBytesTo(behind)).isBetween(sent.lengthBytes(), sent.lengthBytes() * 5 / 4);
    }

    private List<Path> incoming() throws IOException {
        try (var folders = Files.list(cluster.snapshotsOf(behind))) {
            return folders.filter(each -> each.getFileName().toString().startsWith("incoming"))
                    .toList();
        }
    }

    @Test
    @DisplayName("goes on where it stopped when the connection was broken for a while")
    void brokenConnection() throws IOException {
        followerGetsSnapshot(true);
        cluster.cutOff(behind, true);
        cluster.run(Duration.ofSeconds(3));
        cluster.cutOff(behind, false);
        awaitEverything();
        assertSentOnce();
    }

    @Test
    @DisplayName("goes on where it stopped when the follower has restarted")
    void restartedFollower() throws IOException {
        followerGetsSnapshot(true);
        cluster.kill(behind);
        assertThat(incoming()).hasSize(1);
        cluster.run(Duration.ofSeconds(3));
        cluster.start(behind);
        awaitEverything();
        assertSentOnce();
        assertThat(incoming()).isEmpty();
    }

    @Test
    @DisplayName("goes on where it stopped when another leader has the same one")
    void sameSnapshotOfAnotherLeader() throws IOException {
        followerGetsSnapshot(true);
        cluster.kill(leader);
        awaitEverything();
        assertSentOnce();
    }

    @Test
    @DisplayName("is given up when another leader has another one")
    void otherSnapshotOfAnotherLeader() throws IOException {
        followerGetsSnapshot(false);
        cluster.kill(leader);
        awaitEverything();
        assertThat(cluster.snapshotBytesTo(behind)).isGreaterThan(sent.lengthBytes() * 5 / 4);
        assertThat(incoming()).isEmpty();
        assertThat(cluster.member(behind).node().status().snapshotIndex()).isGreaterThan(sent.index());
    }

    @Test
    @DisplayName("takes no more of a second than the limit for snapshots allows, over all followers")
    void rate() throws IOException {
        followerGetsSnapshot(true);
        long before = cluster.snapshotBytesTo(behind);
        cluster.run(Duration.ofMillis(100));
        assertThat(cluster.snapshotBytesTo(behind) - before)
                .isBetween(PACE / 10 - CHUNK_BYTES, PACE / 10 + CHUNK_BYTES);
    }
}
