package io.corral.it.groups;

import io.corral.raft.core.RaftRole;
import io.corral.raft.core.RaftSettings;
import io.corral.raft.core.RaftStatus;
import io.corral.raft.core.membership.Membership;
import io.corral.raft.log.DiskDirectory;
import io.corral.raft.log.SegmentedLog;
import io.corral.raft.log.SegmentedLogSettings;
import io.corral.raft.node.BackgroundFiles;
import io.corral.raft.node.Execution;
import io.corral.raft.node.GroupPorts;
import io.corral.raft.node.HostPorts;
import io.corral.raft.node.HostSettings;
import io.corral.raft.node.LoggedConnections;
import io.corral.raft.node.NodeLimits;
import io.corral.raft.node.ProposalAnswer;
import io.corral.raft.node.RaftHost;
import io.corral.raft.node.RaftListener;
import io.corral.raft.node.RaftNode;
import io.corral.raft.node.RaftNodeSettings;
import io.corral.raft.node.SnapshotPolicy;
import io.corral.raft.snapshot.FileSnapshotStorage;
import io.corral.raft.transport.NettyPeerTransport;
import io.corral.raft.transport.TransportLimits;
import io.corral.raft.transport.TransportSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * A process that takes part in many groups on one {@link RaftHost}, and answers lines of text:
 *
 * <pre>
 *  propose GROUP COMMAND   executed | unknown | elsewhere LEADER | refused REASON
 *  hand-over GROUP NODE    what came of it
 *  leaders                 for each group its leader as far as known, 0 = unknown
 *  show GROUP              the commands executed, in order
 *  threads                 the names of all threads, but for those that come and go
 * </pre>
 */
public final class GroupNode {
    private static final long EXECUTION_PATIENCE_MILLIS = 2_000;
    private static final int SEGMENT_BYTES = 4 << 20;

    /** So few that nodes that start again find snapshots, and logs that go on behind them. */
    private static final SnapshotPolicy SNAPSHOTS = new SnapshotPolicy(Long.MAX_VALUE, 20);

    private record Group(RaftNode node, CommandList state) {}

    private final Map<Integer, Group> groups = new TreeMap<>();

    private GroupNode() {}

    /** Runs until it is killed. */
    public static void main(String[] words) throws IOException {
        GroupNodePlan plan = GroupNodePlan.parse(words);
        GroupNode node = new GroupNode();
        node.open(plan);
        LineServer.serve(plan.clientPort(), node::answer);
    }

    private void open(GroupNodePlan plan) throws IOException {
        Path logDirectory = Files.createDirectories(plan.directory().resolve("log"));
        SegmentedLog log = SegmentedLog.open(
                DiskDirectory.open(logDirectory), new SegmentedLogSettings(SEGMENT_BYTES), new BackgroundFiles());
        SplittableRandom random = new SplittableRandom();
        NettyPeerTransport transport = new NettyPeerTransport(
                new TransportSettings(
                        "groups", plan.id(), plan.peerAddress(plan.id()), plan.others(), TransportLimits.defaults()),
                random.split(),
                new LoggedConnections());
        RaftHost host = RaftHost.prepare(
                HostSettings.defaults(plan.id()), new HostPorts(log, transport, System::nanoTime), Execution.THREADS);
        for (int group = 1; group <= plan.groups(); group++) {
            RaftNodeSettings settings = new RaftNodeSettings(
                    RaftSettings.defaults(plan.id(), group)
                            .withTiming(Duration.ofMillis(400), Duration.ofMillis(800), Duration.ofMillis(80)),
                    Membership.ofVoters(plan.peerPorts().keySet()),
                    NodeLimits.defaults(),
                    SNAPSHOTS);
            CommandList state = new CommandList();
            Path snapshots = Files.createDirectories(plan.directory().resolve("snapshots-" + group));
            RaftNode node = host.open(
                    settings,
                    new GroupPorts(FileSnapshotStorage.open(snapshots), state, new EndsTheProcess(), random.split()));
            groups.put(group, new Group(node, state));
        }
        host.begin();
    }

    private String answer(String line) {
        String[] words = line.split(" ", -1);
        return switch (words[0]) {
            case "propose" -> propose(group(words), words[2]);
            case "hand-over" ->
                group(words)
                        .node()
                        .transferLeadership(Long.parseLong(words[2]))
                        .join()
                        .toString();
            case "leaders" ->
                groups.values().stream()
                        .map(group -> Long.toString(group.node().status().leaderId()))
                        .collect(Collectors.joining(" "));
            case "show" -> String.join(" ", group(words).state().commands());
            case "threads" ->
                Thread.getAllStackTraces().keySet().stream()
                        .map(Thread::getName)
                        .filter(GroupNode::stays)
                        .sorted()
                        .collect(Collectors.joining(" | "));
            default -> throw new IllegalArgumentException(line);
        };
    }

    private Group group(String[] words) {
        return groups.get(Integer.parseInt(words[1]));
    }

    private static boolean stays(String thread) {
        return !thread.startsWith(LineServer.THREAD_NAME) && !thread.equals("raft-log-prepare");
    }

    private static String propose(Group group, String command) {
        RaftStatus status = group.node().status();
        if (status.role() != RaftRole.LEADER) {
            return "elsewhere " + status.leaderId();
        }
        var executed = group.state().executed(command);
        ProposalAnswer answer = group.node().propose(List.of(command.getBytes(StandardCharsets.UTF_8)));
        if (!answer.isTaken()) {
            return "refused " + answer;
        }
        try {
            executed.get(EXECUTION_PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            return "executed";
        } catch (TimeoutException late) {
            return "unknown";
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** What cannot go on must not look as if it did. */
    private static final class EndsTheProcess implements RaftListener {
        @Override
        public void onLeadershipChanged(RaftRole role, long term, long leaderId) {
            // Who leads is asked for.
        }

        @Override
        public void onApplicationMessage(long from, byte[] payload) {
            // Nobody sends any.
        }

        @Override
        public void onPeerConnected(long peer) {
            // Proposals are answered by this node alone.
        }

        @Override
        public void onPeerDisconnected(long peer) {
            // As above.
        }

        @Override
        public void onFatal(Throwable cause) {
            cause.printStackTrace();
            Runtime.getRuntime().halt(1);
        }
    }
}
