package io.corral.raft.node;

import io.corral.raft.core.RaftRole;
import io.corral.raft.core.RaftSettings;
import io.corral.raft.core.membership.Membership;
import io.corral.raft.log.DiskDirectory;
import io.corral.raft.log.LimitedDisk;
import io.corral.raft.log.SegmentedLogSettings;
import io.corral.raft.snapshot.FileSnapshotStorage;
import io.corral.raft.transport.NettyPeerTransport;
import io.corral.raft.transport.TransportLimits;
import io.corral.raft.transport.TransportSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Nodes of one group in this process, with real files and real sockets. */
final class TestCluster implements AutoCloseable {
    private final Path root;
    private final SnapshotPolicy snapshots;
    private final UnaryOperator<RaftSettings> adjustment;
    private final Map<Long, InetSocketAddress> addresses = new HashMap<>();
    private final int founders;
    private final Map<Long, Member> members = new ConcurrentSkipListMap<>();
    private final Map<Long, LimitedDisk> disks = new HashMap<>();

    /** A running node and what it touches. */
    record Member(RaftNode node, Tally state, RecordingListener listener) {
        boolean leads() {
            return node.status().role() == RaftRole.LEADER;
        }
    }

    TestCluster(Path root, int size, SnapshotPolicy snapshots) throws IOException {
        this(root, size, size, snapshots, UnaryOperator.identity());
    }

    /** Some nodes begin the group, the rest can be added to it. */
    TestCluster(Path root, int founders, int size, SnapshotPolicy snapshots) throws IOException {
        this(root, founders, size, snapshots, UnaryOperator.identity());
    }

    /** With other settings of the algorithm than the default ones. */
    TestCluster(Path root, int founders, int size, SnapshotPolicy snapshots, UnaryOperator<RaftSettings> adjustment)
            throws IOException {
        this.founders = founders;
        this.adjustment = adjustment;
        this.root = root;
        this.snapshots = snapshots;
        for (long id = 1; id <= size; id++) {
            addresses.put(id, freeAddress());
        }
    }

    void startAll() throws IOException {
        for (long id : LongStream.rangeClosed(1, addresses.size()).toArray()) {
            start(id);
        }
    }

    Member start(long id) throws IOException {
        Map<Long, InetSocketAddress> peers = new HashMap<>(addresses);
        peers.remove(id);
        Path home = root.resolve("node" + id);
        Tally state = new Tally();
        RecordingListener listener = new RecordingListener();
        SplittableRandom random = new SplittableRandom(id);
        RaftPorts ports = new RaftPorts(
                LogOpening.open(
                        disk(id), new SegmentedLogSettings(256 << 10), new BackgroundFiles(), id, firstMembers(id)),
                FileSnapshotStorage.open(home.resolve("snapshots")),
                new NettyPeerTransport(
                        new TransportSettings("test", id, addresses.get(id), peers, TransportLimits.defaults()),
                        random,
                        new LoggedConnections()),
                state,
                listener,
                System::nanoTime,
                random);
        RaftNodeSettings settings = new RaftNodeSettings(
                        adjustment.apply(RaftSettings.defaults(id, 0)),
                        firstMembers(id),
                        NodeLimits.defaults(),
                        snapshots)
                .withChangingMembers();
        Member member = new Member(RaftNode.start(settings, ports), state, listener);
        members.put(id, member);
        return member;
    }

    private Membership firstMembers(long id) {
        return id > founders
                ? Membership.NONE
                : Membership.ofVoters(
                        LongStream.rangeClosed(1, founders).boxed().collect(Collectors.toSet()));
    }

    /** The disk of the log of a node, in all its lives. */
    LimitedDisk disk(long id) throws IOException {
        LimitedDisk disk = disks.get(id);
        if (disk == null) {
            disk = new LimitedDisk(DiskDirectory.open(root.resolve("node" + id).resolve("log")));
            disks.put(id, disk);
        }
        return disk;
    }

    void stop(long id) {
        members.remove(id).node().close();
    }

    Member member(long id) {
        return members.get(id);
    }

    List<Member> running() {
        return List.copyOf(members.values());
    }

    Set<Long> ids() {
        return members.keySet();
    }

    Optional<Long> leader() {
        return members.entrySet().stream()
                .filter(each -> each.getValue().leads())
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Proposes on whoever leads; false when nobody does. */
    boolean propose(String command) {
        return members.values().stream()
                .filter(Member::leads)
                .findFirst()
                .map(leader -> leader.node().propose(List.of(bytes(command))).isTaken())
                .orElse(false);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        running().forEach(member -> member.node().close());
        members.clear();
    }

    private static InetSocketAddress freeAddress() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort());
        }
    }
}
