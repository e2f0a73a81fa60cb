package io.corral.raft.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.corral.raft.core.ReadLevel;
import io.corral.raft.message.SnapshotMeta;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Nodes on real files and sockets")
class RaftNodeTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final SnapshotPolicy NEVER = new SnapshotPolicy(Long.MAX_VALUE, Long.MAX_VALUE);

    @TempDir
    Path directory;

    private TestCluster cluster;

    @AfterEach
    void stop() {
        cluster.close();
    }

    private void startCluster(int size, SnapshotPolicy policy) throws IOException {
        cluster = new TestCluster(directory, size, policy);
        cluster.startAll();
        awaitLeader();
    }

    private long awaitLeader() {
        await().atMost(LONG).until(() -> cluster.leader().isPresent());
        return cluster.leader().orElseThrow();
    }

    /** Proposes until the command is in the state of every running node; commands may then be there more than once. */
    private void write(String command) {
        await().atMost(LONG).pollInterval(Duration.ofMillis(50)).until(() -> {
            boolean there = cluster.running().stream()
                    .anyMatch(member -> member.state().commands().contains(command));
            if (!there) {
                cluster.propose(command);
            }
            return there;
        });
        awaitEqualStates();
    }

    private void awaitEqualStates() {
        await().atMost(LONG).pollInterval(Duration.ofMillis(5)).until(() -> {
            long last = cluster.running().stream()
                    .mapToLong(member -> member.state().lastIndex())
                    .max()
                    .orElse(0);
            return cluster.running().stream().allMatch(member -> member.state().lastIndex() == last);
        });
        List<String> expected = cluster.running().get(0).state().commands();
        assertThat(cluster.running())
                .allSatisfy(member -> assertThat(member.state().commands()).isEqualTo(expected));
    }

    /** Replicates commands to every running node; proposes them again only when leadership changed meanwhile. */
    private void replicate(int from, int to) {
        List<byte[]> payloads = IntStream.range(from, to)
                .mapToObj(i -> TestCluster.bytes("c" + i))
                .toList();
        long[] proposedIn = {0};
        await().atMost(LONG).pollInterval(Duration.ofMillis(5)).until(() -> {
            cluster.leader().map(id -> cluster.member(id).node()).ifPresent(leader -> {
                if (leader.status().term() != proposedIn[0]) {
                    proposedIn[0] = leader.status().term();
                    assertThat(leader.propose(payloads).isTaken()).isTrue();
                }
            });
            return cluster.running().stream().allMatch(member -> member.state().contains("c" + (to - 1)));
        });
        awaitEqualStates();
    }

    @Test
    @DisplayName("a lone node leads at once, commits, and finds everything again")
    void loneNode() throws IOException {
        startCluster(1, NEVER);
        replicate(0, 100);
        List<String> before = cluster.member(1).state().commands();
        assertThat(cluster.member(1).node().metrics().persistBatch().count()).isPositive();
        cluster.stop(1);
        cluster.start(1);
        await().atMost(LONG).until(() -> cluster.member(1).state().contains("c99"));
        assertThat(cluster.member(1).state().commands()).isEqualTo(before);
    }

    @Test
    @DisplayName("three nodes elect a leader and replicate in order")
    void replicates() throws IOException {
        startCluster(3, NEVER);
        replicate(0, 5000);
        assertThat(cluster.member(2).state().commands().stream().distinct())
                .isEqualTo(IntStream.range(0, 5000).mapToObj(i -> "c" + i).toList());
    }

    @Test
    @DisplayName("when the leader goes, another one goes on, and the old one catches up")
    void leaderGoes() throws IOException {
        startCluster(3, NEVER);
        write("before");
        long old = awaitLeader();
        cluster.stop(old);
        write("after");
        cluster.start(old);
        write("together");
        assertThat(cluster.member(old).state().commands()).contains("before", "after", "together");
    }

    @Test
    @DisplayName("all nodes restart from snapshot and log")
    void restartFromSnapshot() throws IOException {
        startCluster(3, new SnapshotPolicy(Long.MAX_VALUE, 400));
        for (int i = 0; i < 20; i++) {
            replicate(i * 100, (i + 1) * 100);
        }
        List<String> before = cluster.member(1).state().commands();
        await().atMost(LONG)
                .until(() -> cluster.running().stream()
                        .allMatch(member -> member.node().metrics().snapshots().taken() >= 2));
        List.of(1L, 2L, 3L).forEach(cluster::stop);
        cluster.startAll();
        write("again");
        assertThat(cluster.running()).allSatisfy(member -> {
            assertThat(member.state().wasRestored()).isTrue();
            assertThat(member.state().commands().subList(0, before.size())).isEqualTo(before);
        });
    }

    @Test
    @DisplayName("a node that missed what the log no longer holds is brought up by a snapshot")
    void laggingNode() throws Exception {
        startCluster(3, NEVER);
        write("first");
        long behind = cluster.leader().orElseThrow() % 3 + 1;
        cluster.stop(behind);
        int written = 0;
        for (int round = 0; round < 4; round++) {
            replicate(written, written + 15_000);
            written += 15_000;
            for (TestCluster.Member member : cluster.running()) {
                SnapshotMeta meta = member.node().triggerSnapshot().get(60, TimeUnit.SECONDS);
                assertThat(meta.index()).isPositive();
            }
        }
        await().atMost(LONG)
                .until(() -> cluster.running().stream()
                        .allMatch(member -> member.node().status().firstIndex() > 1000));
        cluster.start(behind);
        String newest = "c" + (written - 1);
        await().atMost(LONG).until(() -> cluster.member(behind).state().contains(newest));
        await().atMost(LONG)
                .until(() -> cluster.member(behind).node().metrics().snapshots().installed() > 0);
        write("last");
        cluster.stop(behind);
        cluster.start(behind);
        write("and again");
    }

    @Test
    @DisplayName("every node gets a safe read index")
    void readIndex() throws Exception {
        startCluster(3, NEVER);
        write("x");
        long committed = cluster.member(awaitLeader()).node().status().commitIndex();
        List<CompletableFuture<Long>> reads = new ArrayList<>();
        for (TestCluster.Member member : cluster.running()) {
            reads.add(read(member.node()));
        }
        for (CompletableFuture<Long> read : reads) {
            assertThat(read.get(30, TimeUnit.SECONDS)).isGreaterThanOrEqualTo(committed);
        }
    }

    @Test
    @DisplayName("every node answers reads of every level, with leases and without")
    void readLevels() throws Exception {
        for (boolean leases : List.of(false, true)) {
            cluster = new TestCluster(
                    directory.resolve("leases-" + leases),
                    3,
                    3,
                    NEVER,
                    settings -> leases ? settings.withLeases(0.01) : settings);
            cluster.startAll();
            awaitLeader();
            write("x");
            long committed = cluster.member(awaitLeader()).node().status().commitIndex();
            for (TestCluster.Member member : cluster.running()) {
                for (ReadLevel level :
                        List.of(ReadLevel.LINEARIZABLE, ReadLevel.LEASED, ReadLevel.stale(Duration.ofMillis(1)))) {
                    assertThat(read(member.node(), level).get(30, TimeUnit.SECONDS))
                            .isGreaterThanOrEqualTo(committed);
                }
            }
            await().atMost(LONG)
                    .until(() -> cluster.running().stream()
                                    .anyMatch(each -> each.node().status().leaseNanos() > 0)
                            == leases);
            cluster.close();
        }
    }

    private static CompletableFuture<Long> read(RaftNode node) {
        return read(node, ReadLevel.LINEARIZABLE);
    }

    private static CompletableFuture<Long> read(RaftNode node, ReadLevel level) {
        CompletableFuture<Long> answer = new CompletableFuture<>();
        node.read(level, new ReadIndexCallback() {
            @Override
            public void granted(long readIndex) {
                answer.complete(readIndex);
            }

            @Override
            public void refused() {
                node.read(level, this);
            }
        });
        return answer;
    }

    @Test
    @DisplayName("messages of the application arrive in order")
    void applicationMessages() throws IOException {
        startCluster(3, NEVER);
        await().atMost(LONG).until(() -> cluster.member(1).listener().connected.contains(2L));
        for (int i = 0; i < 1000; i++) {
            cluster.member(1).node().sendToPeer(2, TestCluster.bytes("m" + i));
        }
        await().atMost(LONG).until(() -> cluster.member(2).listener().messages.size() == 1000);
        assertThat(cluster.member(2).listener().messages)
                .isEqualTo(IntStream.range(0, 1000).mapToObj(i -> "1:m" + i).toList());
    }

    @Test
    @DisplayName("a node that stops is noticed by the others at once")
    void disconnects() throws IOException {
        startCluster(3, NEVER);
        await().atMost(LONG).until(() -> cluster.member(1).listener().connected.size() == 2);
        cluster.stop(3);
        await().atMost(LONG).until(() -> !cluster.member(1).listener().connected.contains(3L));
        assertThat(cluster.member(1).listener().fatal).isNull();
    }

    @Test
    @DisplayName("refuses a payload that no peer would take")
    void refusesOversizedPayloads() throws IOException {
        startCluster(1, SnapshotPolicy.defaults());
        byte[] oversized = new byte[(48 << 20) + 1];
        assertThatThrownBy(() -> cluster.member(1).node().propose(List.of(oversized)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("can be replicated");
        write("a");
    }
}
