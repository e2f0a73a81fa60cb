package io.corral.raft.node;

import io.corral.raft.core.RaftRole;
import io.corral.raft.core.RaftSettings;
import io.corral.raft.core.membership.Membership;
import io.corral.raft.log.DiskDirectory;
import io.corral.raft.log.FilePreparation;
import io.corral.raft.log.SegmentedLog;
import io.corral.raft.log.SegmentedLogSettings;
import io.corral.raft.message.Envelope;
import io.corral.raft.message.SnapshotChunk;
import io.corral.raft.message.SnapshotMeta;
import io.corral.raft.port.PeerTransport;
import io.corral.raft.snapshot.FileSnapshotStorage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/** Three nodes of one group in virtual time, with real files, and a network that counts the bytes of snapshots. */
final class VirtualCluster {
    private static final long STEP_NANOS = Duration.ofMillis(1).toNanos();
    private static final int MOST_STEPS = 60_000;
    private static final Set<Long> NODES = Set.of(1L, 2L, 3L);

    private final Path root;
    private final UnaryOperator<RaftSettings> adjustment;
    private final SplittableRandom random;
    private final VirtualTime time = new VirtualTime();
    private final Map<Long, Member> members = new TreeMap<>();
    private final Map<Long, Long> snapshotBytesTo = new HashMap<>();
    private final Set<Long> cutOff = new HashSet<>();

    /** A running node and what it touches. */
    record Member(
            long id,
            VirtualTime.Node execution,
            SegmentedLog log,
            FileSnapshotStorage snapshots,
            Wire wire,
            Tally state,
            RaftNode node) {

        boolean leads() {
            return node.status().role() == RaftRole.LEADER;
        }
    }

    VirtualCluster(Path root, long seed, UnaryOperator<RaftSettings> adjustment) {
        this.root = root;
        this.adjustment = adjustment;
        random = new SplittableRandom(seed);
    }

    void startAll() throws IOException {
        for (long id : List.of(1L, 2L, 3L)) {
            start(id);
        }
    }

    Member start(long id) throws IOException {
        Path home = root.resolve("node" + id);
        SegmentedLog log = SegmentedLog.open(
                DiskDirectory.open(home.resolve("log")),
                new SegmentedLogSettings(64 << 10),
                FilePreparation.onDemand());
        FileSnapshotStorage snapshots = FileSnapshotStorage.open(home.resolve("snapshots"));
        VirtualTime.Node execution = time.new Node();
        Wire wire = new Wire(id);
        Tally state = new Tally();
        RaftNodeSettings settings = new RaftNodeSettings(
                adjustment.apply(RaftSettings.defaults(id, 1)),
                Membership.ofVoters(NODES),
                NodeLimits.defaults(),
                new SnapshotPolicy(Long.MAX_VALUE, Long.MAX_VALUE));
        RaftPorts ports =
                new RaftPorts(log, snapshots, wire, state, new RecordingListener(), time::now, random.split());
        Member member =
                new Member(id, execution, log, snapshots, wire, state, RaftNode.start(settings, ports, execution));
        members.put(id, member);
        return member;
    }

    /** The process is killed. */
    void kill(long id) throws IOException {
        Member killed = members.remove(id);
        killed.execution().kill();
        killed.log().close();
        killed.snapshots().close();
        members.values().forEach(other -> other.wire().listeners.forEach(each -> each.onPeerDisconnected(id)));
    }

    /** Nothing comes through to or from this node, or everything again. */
    void cutOff(long id, boolean now) {
        if (now) {
            cutOff.add(id);
        } else {
            cutOff.remove(id);
        }
        for (Member member : members.values()) {
            for (long other : NODES) {
                if (other != member.id() && (other == id || member.id() == id)) {
                    member.wire().listeners.forEach(each -> report(each, other, !now));
                }
            }
        }
    }

    private static void report(PeerTransport.Listener listener, long peer, boolean connected) {
        if (connected) {
            listener.onPeerConnected(peer);
        } else {
            listener.onPeerDisconnected(peer);
        }
    }

    Member member(long id) {
        return members.get(id);
    }

    /** Where a node keeps its snapshots. */
    Path snapshotsOf(long id) {
        return root.resolve("node" + id).resolve("snapshots");
    }

    Optional<Member> leader() {
        return members.values().stream().filter(Member::leads).findFirst();
    }

    /** Bytes of snapshots that were sent to a node so far, by whomever, whether they arrived or not. */
    long snapshotBytesTo(long id) {
        return snapshotBytesTo.getOrDefault(id, 0L);
    }

    /** Lets time pass until something is so. */
    void runUntil(String what, BooleanSupplier condition) {
        for (int step = 0; !condition.getAsBoolean(); step++) {
            if (step == MOST_STEPS) {
                throw new AssertionError("not within a minute: " + what);
            }
            time.run(STEP_NANOS);
        }
    }

    void run(Duration duration) {
        time.run(duration.toNanos());
    }

    /** Has commands executed by all that run and are not cut off. */
    void write(String name, int count) {
        runUntil("a leader", () -> leader().isPresent());
        for (int i = 0; i < count; i++) {
            String command = name + " " + i + " " + "x".repeat(1_000);
            leader().orElseThrow().node().propose(List.of(TestCluster.bytes(command)));
        }
        String last = name + " " + (count - 1) + " " + "x".repeat(1_000);
        runUntil(
                name + " executed",
                () -> members.values().stream()
                        .filter(member -> !cutOff.contains(member.id()))
                        .allMatch(member -> member.state().contains(last)));
    }

    /** Has a snapshot taken by each of these. */
    List<SnapshotMeta> snapshots(Set<Long> ids) {
        List<SnapshotMeta> taken = new ArrayList<>();
        for (long id : ids) {
            CompletableFuture<SnapshotMeta> snapshot = member(id).node().triggerSnapshot();
            runUntil("a snapshot", snapshot::isDone);
            taken.add(snapshot.join());
        }
        return taken;
    }

    /** Delays messages and keeps their order. */
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
            if (envelope.message() instanceof SnapshotChunk chunk) {
                snapshotBytesTo.merge(envelope.to(), (long) chunk.data().length, Long::sum);
            }
            long arrival = Math.max(
                    time.now() + 100_000 + random.nextInt(400_000), lastArrival.getOrDefault(envelope.to(), 0L));
            lastArrival.put(envelope.to(), arrival);
            time.at(arrival, () -> arrive(envelope));
        }

        private void arrive(Envelope envelope) {
            Member to = members.get(envelope.to());
            boolean arrives = to != null
                    && members.containsKey(node)
                    && !cutOff.contains(node)
                    && !cutOff.contains(envelope.to());
            if (arrives) {
                to.wire().listeners.forEach(each -> each.onMessage(envelope));
            }
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
