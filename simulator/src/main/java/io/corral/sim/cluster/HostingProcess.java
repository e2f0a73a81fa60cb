package io.corral.sim.cluster;

import io.corral.raft.log.SegmentedLog;
import io.corral.raft.node.GroupPorts;
import io.corral.raft.node.HostPorts;
import io.corral.raft.node.HostSettings;
import io.corral.raft.node.RaftHost;
import io.corral.raft.snapshot.FileSnapshotStorage;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One process that takes part in all groups, over one log, one transport and one set of workers. Ends with the process. */
final class HostingProcess implements PoweredProcess {
    private static final Duration TICK = Duration.ofMillis(10);
    private static final int APPLY_WORKERS = 2;

    private final HostingMachine machine;
    private final HostingCluster cluster;
    private final MachineFaults faults;
    private final SimulatedExecution execution;
    private final Map<Integer, HostedNode> nodes = new TreeMap<>();
    private @Nullable RaftHost host;
    private boolean over;

    HostingProcess(HostingMachine machine, HostingCluster cluster, MachineFaults faults) {
        this.machine = machine;
        this.cluster = cluster;
        this.faults = faults;
        this.execution = new SimulatedExecution(cluster.clock(), machine.pace(), machine.clock(), () -> {});
    }

    @Override
    public void begin() throws IOException {
        SegmentedLog log = SegmentedLog.open(
                machine.logDisk().log(faults.log()),
                ClusterShape.SEGMENTS,
                new PreparedLater(cluster.clock(), machine.random()));
        Map<Integer, DurableAccount> accounts = new TreeMap<>();
        cluster.groups().forEach(group -> accounts.put(group.id(), group.account(machine.id())));
        HostPorts shared = new HostPorts(
                new ObservedLog(log, accounts),
                new HostedTransport(cluster.wiring().transport(machine.id()), cluster),
                machine.clock()::nanos);
        RaftHost opened = RaftHost.prepare(new HostSettings(machine.id(), TICK, APPLY_WORKERS), shared, execution);
        host = opened;
        for (HostedGroup group : cluster.groups()) {
            HostedNode node = new HostedNode(group, this);
            nodes.put(group.id(), node);
            node.opened(opened.open(
                    cluster.shape().settings(machine.id(), group.id()),
                    new GroupPorts(
                            FileSnapshotStorage.open(
                                    machine.snapshotDisk(group.id()).snapshots(faults.snapshots())),
                            node.registers(),
                            node,
                            machine.random().split())));
        }
        opened.begin();
    }

    HostingCluster cluster() {
        return cluster;
    }

    long machine() {
        return machine.id();
    }

    @Override
    public MachineFaults faults() {
        return faults;
    }

    /** What it does in a group; null while it has not opened that yet. */
    @Nullable
    HostedNode node(int group) {
        return nodes.get(group);
    }

    boolean isOver() {
        return over;
    }

    /** One of its groups, or what they share, cannot go on. */
    void died(Throwable cause) {
        if (!over) {
            machine.processDied(cause);
        }
    }

    @Override
    public void end() {
        over = true;
        faults.gone();
        execution.end();
    }

    void pause(boolean now) {
        execution.pause(now);
    }

    @Override
    public void close() {
        if (host != null) {
            host.close();
        }
    }
}
