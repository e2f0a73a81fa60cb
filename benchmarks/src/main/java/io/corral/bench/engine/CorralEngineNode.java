package io.corral.bench.engine;

import io.corral.bench.front.FrontEnd;
import io.corral.bench.front.NodeArguments;
import io.corral.raft.core.RaftRole;
import io.corral.raft.core.RaftSettings;
import io.corral.raft.core.membership.Membership;
import io.corral.raft.log.DiskDirectory;
import io.corral.raft.log.SegmentedLog;
import io.corral.raft.log.SegmentedLogSettings;
import io.corral.raft.node.BackgroundFiles;
import io.corral.raft.node.LoggedConnections;
import io.corral.raft.node.NodeLimits;
import io.corral.raft.node.RaftListener;
import io.corral.raft.node.RaftNode;
import io.corral.raft.node.RaftNodeSettings;
import io.corral.raft.node.RaftPorts;
import io.corral.raft.node.SnapshotPolicy;
import io.corral.raft.snapshot.FileSnapshotStorage;
import io.corral.raft.transport.NettyPeerTransport;
import io.corral.raft.transport.TransportLimits;
import io.corral.raft.transport.TransportSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * One node of Corral's engine with the settings of the server, but for what all engines of the benchmark agree on: no snapshots,
 * and election timeouts that a busy machine does not reach.
 */
public final class CorralEngineNode {
    private static final int GROUP = 1;
    private static final Duration TIMEOUT_MIN = Duration.ofSeconds(1);
    private static final Duration TIMEOUT_MAX = Duration.ofSeconds(2);
    private static final Duration HEARTBEAT = Duration.ofMillis(50);
    private static final int FAILED = 1;

    private CorralEngineNode() {}

    /** Runs a node until the process is killed; see {@link NodeArguments}. */
    public static void main(String[] arguments) throws IOException {
        NodeArguments node = NodeArguments.parse(arguments);
        CorralEngine engine = new CorralEngine();
        engine.runsOn(start(node, engine));
        FrontEnd.listen(node.id(), node.frontPort(), engine).run();
    }

    private static RaftNode start(NodeArguments node, CorralEngine engine) throws IOException {
        Path log = Files.createDirectories(node.directory().resolve("data").resolve("log"));
        Path snapshots =
                Files.createDirectories(node.directory().resolve("data").resolve("snapshots"));
        SplittableRandom random = new SplittableRandom();
        Set<Long> voters = node.peers().keySet().stream().map(Long::valueOf).collect(Collectors.toSet());
        RaftNodeSettings settings = new RaftNodeSettings(
                RaftSettings.defaults(node.id(), GROUP).withTiming(TIMEOUT_MIN, TIMEOUT_MAX, HEARTBEAT),
                Membership.ofVoters(voters),
                NodeLimits.defaults(),
                new SnapshotPolicy(Long.MAX_VALUE, Long.MAX_VALUE));
        return RaftNode.start(
                settings,
                new RaftPorts(
                        SegmentedLog.open(
                                DiskDirectory.open(log), SegmentedLogSettings.defaults(), new BackgroundFiles()),
                        FileSnapshotStorage.open(snapshots),
                        new NettyPeerTransport(transport(node), random.split(), new LoggedConnections()),
                        engine,
                        new Listener(engine),
                        System::nanoTime,
                        random.split()));
    }

    private static TransportSettings transport(NodeArguments node) {
        Map<Long, InetSocketAddress> others = new HashMap<>();
        node.peers().forEach((id, address) -> {
            if (id != node.id()) {
                others.put((long) id, address);
            }
        });
        return new TransportSettings("benchmark", node.id(), node.ownAddress(), others, TransportLimits.defaults());
    }

    /** Ends the process when the engine cannot go on. */
    private record Listener(CorralEngine engine) implements RaftListener {

        @Override
        public void onLeadershipChanged(RaftRole role, long term, long leaderId) {
            if (role != RaftRole.LEADER) {
                engine.leadershipLost();
            }
        }

        @Override
        public void onApplicationMessage(long from, byte[] payload) {}

        @Override
        public void onPeerConnected(long peer) {}

        @Override
        public void onPeerDisconnected(long peer) {}

        @Override
        public void onFatal(Throwable cause) {
            Runtime.getRuntime().halt(FAILED);
        }
    }
}
