package io.corral.raft.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.raft.core.RaftRole;
import io.corral.raft.core.RaftSettings;
import io.corral.raft.core.membership.Membership;
import io.corral.raft.log.DiskDirectory;
import io.corral.raft.log.FilePreparation;
import io.corral.raft.log.SegmentedLog;
import io.corral.raft.log.SegmentedLogSettings;
import io.corral.raft.message.Envelope;
import io.corral.raft.port.PeerTransport;
import io.corral.raft.snapshot.MemorySnapshotStorage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Sixty-four groups on three nodes, one thread, one seed")
class ManyGroupsUnderVirtualTimeTest {
    private static final int GROUPS = 64;
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    @TempDir
    Path root;

    private final VirtualTime time = new VirtualTime();
    private final Map<Long, Member> members = new TreeMap<>();
    private final Map<String, Long> leaders = new HashMap<>();
    private SplittableRandom random = new SplittableRandom();

    /** A node, its groups, and what it knows of them. */
    private record Member(
            VirtualTime.Node execution, Wire wire, Map<Integer, RaftNode> groups, Map<Integer, Tally> states) {}

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    @DisplayName("elect one leader a term each, lose messages and a node, and go on")
    void goOn(long seed) throws IOException {
        random = new SplittableRandom(seed);
        for (long id = 1; id <= 3; id++) {
            start(id);
        }
        time.run(3 * SECOND);
        proposeToAll("first");
        assertThat(members.values())
                .allMatch(each -> each.groups().values().stream()
                        .anyMatch(node -> node.status().role() == RaftRole.LEADER));
        Member lost = members.remove(1L);
        lost.execution().kill();
        time.run(3 * SECOND);
        proposeToAll("second");
        for (int group = 1; group <= GROUPS; group++) {
            assertThat(members.get(2L).states().get(group).commands())
                    .as("group %d, seed %d", group, seed)
                    .isEqualTo(members.get(3L).states().get(group).commands())
                    .contains("first", "second");
        }
    }

    /** Proposes until every group has executed it on every node that is left. */
    private void proposeToAll(String command) {
        for (int attempt = 0; attempt < 20 && !isEverywhere(command); attempt++) {
            for (Member member : members.values()) {
                member.groups().forEach((group, node) -> {
                    if (node.status().role() == RaftRole.LEADER
                            && !member.states().get(group).contains(command)) {
                        node.propose(List.of(TestCluster.bytes(command)));
                    }
                });
            }
            time.run(SECOND);
        }
        assertThat(isEverywhere(command)).as("executed everywhere: %s", command).isTrue();
    }

    private boolean isEverywhere(String command) {
        return members.values().stream()
                .allMatch(each -> each.states().values().stream().allMatch(state -> state.contains(command)));
    }

    private void start(long id) throws IOException {
        SegmentedLog log = SegmentedLog.open(
                DiskDirectory.open(root.resolve("node" + id)),
                new SegmentedLogSettings(64 << 10),
                FilePreparation.onDemand());
        VirtualTime.Node execution = time.new Node();
        Wire wire = new Wire(id);
        RaftHost host = RaftHost.prepare(HostSettings.defaults(id), new HostPorts(log, wire, time::now), execution);
        Member member = new Member(execution, wire, new TreeMap<>(), new TreeMap<>());
        for (int group = 1; group <= GROUPS; group++) {
            Tally state = new Tally();
            RaftNodeSettings settings =
                    RaftNodeSettings.of(RaftSettings.defaults(id, group), Membership.ofVoters(Set.of(1L, 2L, 3L)));
            GroupPorts own = new GroupPorts(new MemorySnapshotStorage(), state, new Watch(id, group), random.split());
            member.groups().put(group, host.open(settings, own));
            member.states().put(group, state);
        }
        members.put(id, member);
        host.begin();
    }

    /** One leader a term, in every group. */
    private final class Watch extends RecordingListener {
        private final long node;
        private final int group;

        private Watch(long node, int group) {
            this.node = node;
            this.group = group;
        }

        @Override
        public void onLeadershipChanged(RaftRole newRole, long term, long leader) {
            super.onLeadershipChanged(newRole, term, leader);
            if (newRole == RaftRole.LEADER) {
                Long other = leaders.put(group + "/" + term, node);
                assertThat(other)
                        .as("another leader of group %d in term %d", group, term)
                        .isIn(null, node);
            }
        }

        @Override
        public void onFatal(Throwable cause) {
            throw new AssertionError("group " + group + " on node " + node, cause);
        }
    }

    /** Delays messages, keeps their order, and loses one in a hundred. */
    private final class Wire implements PeerTransport {
        private final long node;
        private final Map<Long, Long> lastArrival = new HashMap<>();
        private final List<Listener> listeners = new ArrayList<>();

        private Wire(long node) {
            this.node = node;
        }

        @Override
        public void start(Listener listener) {
            listeners.add(listener);
        }

        @Override
        public void send(Envelope envelope) {
            if (random.nextInt(100) == 0) {
                return;
            }
            long arrival = Math.max(
                    time.now() + 100_000 + random.nextInt(2_000_000), lastArrival.getOrDefault(envelope.to(), 0L));
            lastArrival.put(envelope.to(), arrival);
            time.at(arrival, () -> {
                Member to = members.get(envelope.to());
                if (to != null && members.containsKey(node)) {
                    to.wire().listeners.forEach(each -> each.onMessage(envelope));
                }
            });
        }

        @Override
        public void sendApplication(int group, long peer, byte[] payload) {
            // Nobody does.
        }

        @Override
        public void close() {
            // Killed.
        }
    }
}
