package io.corral.raft.node;

import io.corral.raft.core.RaftRole;
import io.corral.raft.core.RaftSettings;
import io.corral.raft.core.membership.Membership;
import io.corral.raft.log.DiskDirectory;
import io.corral.raft.log.SegmentedLog;
import io.corral.raft.log.SegmentedLogSettings;
import io.corral.raft.snapshot.FileSnapshotStorage;
import io.corral.raft.transport.NettyPeerTransport;
import io.corral.raft.transport.TransportLimits;
import io.corral.raft.transport.TransportSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Nodes that take part in the same groups, over real sockets and files. */
final class HostCluster implements AutoCloseable {
    private final Path root;
    private final Map<Long, InetSocketAddress> addresses = new HashMap<>();
    private final Map<Long, Hosted> nodes = new TreeMap<>();

    /** A running node. */
    record Hosted(RaftHost host, Map<Integer, Group> groups) {}

    /** What it has of one group. */
    record Group(RaftNode node, Tally state, RecordingListener listener) {
        boolean leads() {
            return node.status().role() == RaftRole.LEADER;
        }
    }

    HostCluster(Path root, int size) throws IOException {
        this.root = root;
        for (long id = 1; id <= size; id++) {
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                addresses.put(id, new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort()));
            }
        }
    }

    Path home(long id) {
        return root.resolve("node" + id);
    }

    void startAll(int groups) throws IOException {
        for (long id = 1; id <= addresses.size(); id++) {
            start(id, groups);
        }
    }

    /** Starts a node and opens groups 1, 2, 3… on it. */
    void start(long id, int groups) throws IOException {
        Map<Long, InetSocketAddress> peers = new HashMap<>(addresses);
        peers.remove(id);
        SegmentedLog log = SegmentedLog.open(
                DiskDirectory.open(home(id).resolve("log")),
                new SegmentedLogSettings(256 << 10),
                new BackgroundFiles());
        NettyPeerTransport transport = new NettyPeerTransport(
                new TransportSettings("test", id, addresses.get(id), peers, TransportLimits.defaults()),
                new SplittableRandom(id),
                new LoggedConnections());
        RaftHost host = RaftHost.start(HostSettings.defaults(id), new HostPorts(log, transport, System::nanoTime));
        nodes.put(id, new Hosted(host, new TreeMap<>()));
        for (int group = 1; group <= groups; group++) {
            open(id, group);
        }
    }

    /** Lets a running node take part in a group. */
    void open(long id, int group) throws IOException {
        Tally state = new Tally();
        RecordingListener listener = new RecordingListener();
        RaftNodeSettings settings = new RaftNodeSettings(
                RaftSettings.defaults(id, group)
                        .withTiming(Duration.ofMillis(500), Duration.ofMillis(1500), Duration.ofMillis(100)),
                Membership.ofVoters(addresses.keySet()),
                NodeLimits.defaults(),
                SnapshotPolicy.defaults());
        GroupPorts own = new GroupPorts(
                FileSnapshotStorage.open(home(id).resolve("snapshots-" + group)),
                state,
                listener,
                new SplittableRandom(id * 1000 + group));
        RaftNode node = nodes.get(id).host().open(settings, own);
        nodes.get(id).groups().put(group, new Group(node, state, listener));
    }

    void stop(long id) {
        nodes.remove(id).host().close();
    }

    Hosted node(long id) {
        return nodes.get(id);
    }

    Group group(long id, int group) {
        return nodes.get(id).groups().get(group);
    }

    /** What the running nodes have of a group. */
    List<Group> everywhere(int group) {
        return nodes.values().stream()
                .map(node -> node.groups().get(group))
                .filter(java.util.Objects::nonNull)
                .toList();
    }

    Optional<Group> leader(int group) {
        return everywhere(group).stream().filter(Group::leads).findFirst();
    }

    /** Proposes to whoever leads the group; false when nobody took it. */
    boolean propose(int group, String command) {
        return leader(group)
                .map(leader -> leader.node()
                        .propose(List.of(TestCluster.bytes(command)))
                        .isTaken())
                .orElse(false);
    }

    @Override
    public void close() {
        nodes.values().forEach(node -> node.host().close());
        nodes.clear();
    }
}
