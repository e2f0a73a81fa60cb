package io.corral.raft.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.corral.raft.core.TransferOutcome;
import io.corral.raft.core.TransferRefusal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Leadership on real files and sockets")
class LeadershipTransferTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final SnapshotPolicy NEVER = new SnapshotPolicy(Long.MAX_VALUE, Long.MAX_VALUE);

    @TempDir
    Path directory;

    private TestCluster cluster;

    @BeforeEach
    void start() throws IOException {
        cluster = new TestCluster(directory, 3, NEVER);
        cluster.startAll();
        write("first");
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    private long awaitLeader() {
        await().atMost(LONG).until(() -> cluster.leader().isPresent());
        return cluster.leader().orElseThrow();
    }

    private void write(String command) {
        await().atMost(LONG).pollInterval(Duration.ofMillis(20)).until(() -> {
            if (cluster.running().stream().noneMatch(each -> each.state().contains(command))) {
                cluster.propose(command);
            }
            return cluster.running().stream().allMatch(each -> each.state().contains(command));
        });
    }

    @Test
    @DisplayName("goes to the node that was asked for, and all that was written stays")
    void transfers() throws Exception {
        long old = awaitLeader();
        long next = old % 3 + 1;
        TransferOutcome outcome =
                cluster.member(old).node().transferLeadership(next).get(60, TimeUnit.SECONDS);
        assertThat(outcome).isEqualTo(new TransferOutcome.HandedOver(next));
        write("second");
        assertThat(cluster.running())
                .allSatisfy(each -> assertThat(each.state().commands()).contains("first", "second"));
    }

    @Test
    @DisplayName("cannot be given away by a node that does not have it, nor by one that is closed")
    void refuses() throws Exception {
        long other = awaitLeader() % 3 + 1;
        RaftNode node = cluster.member(other).node();
        assertThat(node.transferLeadership(0).get(60, TimeUnit.SECONDS))
                .isEqualTo(new TransferOutcome.Refused(TransferRefusal.NOT_LEADING));
        cluster.stop(other);
        assertThat(node.transferLeadership(0).get(60, TimeUnit.SECONDS))
                .isEqualTo(new TransferOutcome.Refused(TransferRefusal.CLOSED));
    }

    @Test
    @DisplayName("is handed over by a leader that is closed, before it ends")
    void handsOverOnClose() {
        long old = awaitLeader();
        long term = cluster.member(old).node().status().term();
        RecordingListener farewell = cluster.member(old).listener();
        cluster.stop(old);
        assertThat(farewell.leaderId).isNotEqualTo(old).isNotZero();
        assertThat(cluster.running())
                .allSatisfy(each -> assertThat(each.node().status().term()).isGreaterThanOrEqualTo(term));
        write("second");
    }

    @Test
    @DisplayName("stays with whoever is left when all the others are gone, and closing does not wait for them")
    void nobodyLeft() {
        for (long id : List.of(1L, 2L, 3L)) {
            cluster.stop(id);
        }
        assertThat(cluster.running()).isEmpty();
    }
}
