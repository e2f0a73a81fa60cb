package io.corral.raft.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.corral.raft.core.membership.ChangeOutcome;
import io.corral.raft.core.membership.ChangeRefusal;
import io.corral.raft.core.membership.Membership;
import io.corral.raft.core.membership.MembershipChange;
import io.corral.raft.core.membership.Standing;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A group on real files and sockets, while clients write,")
class ChangingMembersTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    private TestCluster cluster;
    private Load load;

    @AfterEach
    void stop() {
        if (load != null) {
            load.stop();
        }
        cluster.close();
    }

    private void startGroup(int size) throws IOException {
        cluster = new TestCluster(directory, 3, size, new SnapshotPolicy(Long.MAX_VALUE, 2000));
        cluster.startAll();
        load = new Load(cluster);
        load.start();
        load.awaitProgress();
    }

    /** Asks whoever leads until it is done. */
    private void change(MembershipChange change) {
        await().atMost(LONG).pollInterval(Duration.ofMillis(5)).until(() -> {
            long leader = cluster.leader().orElse(0L);
            return leader != 0
                    && cluster.member(leader).node().changeMembership(change).get(60, TimeUnit.SECONDS)
                            instanceof ChangeOutcome.Committed;
        });
    }

    private void awaitMembers(Predicate<Membership> condition) {
        await().atMost(LONG)
                .until(() -> cluster.leader()
                        .map(id -> cluster.member(id).node().status().committedMembership())
                        .filter(membership -> !membership.isJoint() && condition.test(membership))
                        .isPresent());
    }

    @Test
    @DisplayName("takes a new voter in, lets its leader go, and loses nothing of what was written")
    void replacesItsLeader() throws IOException {
        startGroup(4);
        change(MembershipChange.of(4, Standing.VOTER));
        awaitMembers(members -> members.voters().equals(Set.of(1L, 2L, 3L, 4L)));

        long leader = cluster.leader().orElseThrow();
        RecordingListener old = cluster.member(leader).listener();
        change(MembershipChange.of(leader, Standing.NON_MEMBER));
        await().atMost(LONG).until(() -> old.removedFrom != null);
        assertThat(old.removedFrom.all()).hasSize(3).doesNotContain(leader);
        cluster.stop(leader);
        load.awaitProgress();

        assertThat(old.fatal).isNull();
        assertEqualStates(cluster.running());
    }

    @Test
    @DisplayName("replaces a voter in one step, and finds its members again when all of them restart")
    void replacesAVoter() throws IOException {
        startGroup(4);
        change(MembershipChange.of(4, Standing.LEARNER));
        long leader = cluster.leader().orElseThrow();
        long leaving = leader % 3 + 1;
        change(MembershipChange.of(4, Standing.VOTER).and(leaving, Standing.NON_MEMBER));
        await().atMost(LONG).until(() -> cluster.member(leaving).listener().removedFrom != null);
        cluster.stop(leaving);
        load.awaitProgress();

        List<Long> staying = List.copyOf(cluster.ids());
        staying.forEach(cluster::stop);
        for (long id : staying) {
            cluster.start(id);
        }
        awaitMembers(members -> members.equals(Membership.ofVoters(Set.copyOf(staying))));
        load.awaitProgress();
        assertEqualStates(cluster.running());
    }

    @Test
    @DisplayName("works with a witness that holds no state, and takes a snapshot of none")
    void witness() throws IOException {
        startGroup(4);
        change(MembershipChange.of(4, Standing.WITNESS));
        awaitMembers(members -> members.voters().contains(4L));
        TestCluster.Member witness = cluster.member(4);
        await().atMost(LONG).until(() -> witness.node().metrics().snapshots().taken() > 1);
        assertThat(witness.state().size()).isZero();

        cluster.stop(4);
        long missing = cluster.leader().orElseThrow() % 3 + 1;
        cluster.start(4);
        cluster.stop(missing);
        load.awaitProgress();
        assertThat(cluster.member(4).state().size()).isZero();
        assertThat(cluster.member(4).listener().fatal).isNull();
        cluster.start(missing);
        load.stop();
        assertEqualStates(List.of(cluster.member(1), cluster.member(2), cluster.member(3)));
    }

    @Test
    @DisplayName("tells why a change is refused")
    void refuses() throws Exception {
        startGroup(3);
        long follower = cluster.leader().orElseThrow() % 3 + 1;
        MembershipChange nobody = MembershipChange.of(1, Standing.NON_MEMBER)
                .and(2, Standing.NON_MEMBER)
                .and(3, Standing.NON_MEMBER);
        assertThat(cluster.member(follower).node().changeMembership(nobody).get(60, TimeUnit.SECONDS))
                .isEqualTo(new ChangeOutcome.Refused(ChangeRefusal.NOT_LEADING));
        ChangeOutcome none = new ChangeOutcome.Refused(ChangeRefusal.NOT_VIABLE);
        await().atMost(LONG)
                .until(() -> cluster.leader().isPresent()
                        && cluster.member(cluster.leader().orElseThrow())
                                .node()
                                .changeMembership(nobody)
                                .get(60, TimeUnit.SECONDS)
                                .equals(none));
    }

    /** All that was written is everywhere, in the same order. */
    private void assertEqualStates(List<TestCluster.Member> members) {
        load.stop();
        List<String> written = load.written();
        await().atMost(LONG)
                .until(() ->
                        members.stream().allMatch(member -> written.stream().allMatch(member.state()::contains)));
        await().atMost(LONG)
                .until(() -> members.stream()
                                .mapToLong(member -> member.state().lastIndex())
                                .distinct()
                                .count()
                        == 1);
        List<String> expected = members.get(0).state().commands();
        assertThat(members)
                .allSatisfy(member -> assertThat(member.state().commands()).isEqualTo(expected));
    }

    /** One client that writes command after command, each until it is in the state of a leader. */
    private static final class Load {
        private final TestCluster cluster;
        private final Thread thread = new Thread(this::write, "load");
        private volatile int done;
        private volatile boolean stopping;

        Load(TestCluster cluster) {
            this.cluster = cluster;
        }

        void start() {
            thread.start();
        }

        void stop() {
            stopping = true;
            try {
                thread.join();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        List<String> written() {
            return IntStream.range(0, done).mapToObj(i -> "c" + i).toList();
        }

        void awaitProgress() {
            int before = done;
            await().atMost(LONG).until(() -> done > before + 20);
        }

        private void write() {
            while (!stopping) {
                String command = "c" + done;
                await().atMost(LONG)
                        .pollInterval(Duration.ofMillis(1))
                        .until(() -> stopping || isThere(command) || propose(command));
                if (!stopping) {
                    done++;
                }
            }
        }

        private boolean isThere(String command) {
            return cluster.running().stream().anyMatch(member -> member.state().contains(command));
        }

        /** False: a later look will show whether it arrived; until then it is proposed again. */
        private boolean propose(String command) {
            cluster.propose(command);
            return false;
        }
    }
}
