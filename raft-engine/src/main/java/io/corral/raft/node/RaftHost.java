package io.corral.raft.node;

import io.corral.raft.core.RaftCore;
import io.corral.raft.core.RestoredState;
import io.corral.raft.message.SnapshotMeta;
import io.corral.raft.port.LogStorage;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A node that takes part in many groups, over one log, one transport, one timer and one set of threads. Groups come and go while
 * it runs. All methods may be called from any thread; {@link #open} and {@link #close} block.
 *
 * <p>What the groups share fails for all of them: a failed write to the log, an error within the engine. What is a group's own, its
 * state machine, fails for that group alone: it takes part no more, and the others go on.
 */
public final class RaftHost implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RaftHost.class);

    private final HostSettings settings;
    private final HostPorts ports;
    private final HostParts parts;
    private final HostInbox inbox;
    private final HostLoop loop;
    private int opened;
    private volatile boolean running;
    private final AtomicBoolean closed = new AtomicBoolean();

    private RaftHost(HostSettings settings, HostPorts ports, Execution execution) {
        this.settings = settings;
        this.ports = ports;
        this.parts = HostParts.assemble(settings, ports, execution);
        this.inbox = new HostInbox(parts.groups());
        this.loop = new HostLoop(settings, ports, parts, execution);
    }

    /** Starts a node without groups on threads of its own. */
    public static RaftHost start(HostSettings settings, HostPorts ports) {
        RaftHost host = prepare(settings, ports, Execution.THREADS);
        host.begin();
        return host;
    }

    /** A node that does nothing yet: groups opened before {@link #begin} start together, and opening them waits for no other thread. */
    public static RaftHost prepare(HostSettings settings, HostPorts ports, Execution execution) {
        return new RaftHost(settings, ports, execution);
    }

    /** Starts a node for one group; closing the group closes the node. */
    static RaftNode startAlone(RaftNodeSettings group, RaftPorts ports, Execution execution) throws IOException {
        long tick = Math.min(
                group.limits().tick().toNanos(), group.raft().heartbeat().toNanos() / 5);
        RaftHost host = new RaftHost(
                new HostSettings(group.raft().nodeId(), Duration.ofNanos(tick), 1),
                new HostPorts(ports.log(), ports.transport(), ports.nanoClock()),
                execution);
        RaftNode node = host.open(group, ports, true);
        host.begin();
        return node;
    }

    /** Begins to work, once; on failure nothing keeps running. */
    public void begin() {
        running = true;
        parts.threads().start();
        try {
            // What arrives before the loop runs waits in the groups' mailboxes.
            ports.transport().start(inbox);
        } catch (RuntimeException failed) {
            parts.threads().stop();
            throw failed;
        }
        loop.start();
    }

    /**
     * Restores a group from its newest snapshot, on the calling thread, and takes part in it from then on. On failure the ports are
     * left to the caller.
     *
     * @throws IOException when a snapshot or the log cannot be read, or when they do not meet
     * @throws IllegalArgumentException when the settings are those of another node, or the node takes part in the group already
     */
    public RaftNode open(RaftNodeSettings group, GroupPorts own) throws IOException {
        RaftPorts all = new RaftPorts(
                ports.log(),
                own.snapshots(),
                ports.transport(),
                own.stateMachine(),
                own.listener(),
                ports.nanoClock(),
                own.random());
        return open(group, all, false);
    }

    private synchronized RaftNode open(RaftNodeSettings group, RaftPorts own, boolean alone) throws IOException {
        int id = group.raft().group();
        if (group.raft().nodeId() != settings.nodeId() || parts.groups().find(id) != null) {
            throw new IllegalArgumentException("group " + id + " as node "
                    + group.raft().nodeId() + " cannot be opened on node " + settings.nodeId()
                    + ": it is another node, or takes part in the group already");
        }
        if (hasEnded()) {
            throw new IllegalStateException("the node has ended");
        }
        NodeParts wired = NodeParts.assemble(group, own, parts.threads(), nextApplyThread());
        RaftCore core = new RaftCore(
                group.raft(), restore(group, own, wired), wired.share().storage(), own.random());
        RaftLoop groupLoop = new RaftLoop(core, loop, wired, own);
        HostedGroups.Member member = new HostedGroups.Member(groupLoop, wired, new PeerInbox(wired.loopMailbox()), own);
        inbox.join(id, member);
        if (parts.obstruction().isInForce()) {
            groupLoop.submit(entered -> entered.diskIs(parts.obstruction().obstacle()));
        }
        return new RaftNode(this, alone, id, member);
    }

    private LaneWorker nextApplyThread() {
        return parts.threads().apply().get(opened++ % settings.applyThreads());
    }

    /** The groups of which the log holds something, taken part in or not. */
    public Set<Integer> knownGroups() {
        return ports.log().groups();
    }

    /** Why the disk of the log takes nothing at the moment. */
    DiskObstruction obstruction() {
        return parts.obstruction();
    }

    boolean hasEnded() {
        return closed.get() || parts.failure().happened();
    }

    /** Stops taking part in a group, waits for what it has under way, and closes its snapshots. */
    void leave(int group) {
        HostedGroups.Member member = parts.groups().find(group);
        if (member == null) {
            return;
        }
        member.loop().leave().join();
        parts.groups().remove(group);
        NodeThreads lanes = member.parts().threads();
        lanes.transfer().retire().join();
        lanes.snapshot().retire().join();
        lanes.apply().retire().join();
        closePort("snapshots", member.ports().snapshots());
    }

    /** Hands leadership over where it can, stops taking part in every group, waits for what is being written, and closes snapshots, log and transport. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        loop.stop();
        loop.join();
        ports.transport().close();
        parts.threads().stop();
        parts.groups()
                .all()
                .forEach(member -> closePort("snapshots", member.ports().snapshots()));
        closePort("log", ports.log());
    }

    private RestoredState restore(RaftNodeSettings group, RaftPorts own, NodeParts wired) throws IOException {
        SnapshotMeta snapshot = Restoration.newestSnapshot(group.initialMembership(), own.snapshots());
        LogStorage log = wired.share().storage();
        long self = group.raft().nodeId();
        RestoredState restored = running
                ? parts.threads().onLogThread(wired.share(), () -> Restoration.reconcile(self, snapshot, log))
                : Restoration.reconcile(self, snapshot, log);
        if (group.configuration() == MemberConfiguration.BINDING) {
            Restoration.checkMembers(group.initialMembership(), restored);
        }
        if (!snapshot.isNone()) {
            try {
                wired.apply().restore(snapshot);
            } catch (IOException | RuntimeException failed) {
                throw new IOException("cannot restore the state from the snapshot at " + snapshot.index(), failed);
            }
        }
        return restored.withReceived(own.snapshots().received());
    }

    private static void closePort(String what, AutoCloseable port) {
        try {
            port.close();
        } catch (Exception failed) {
            LOG.warn("Could not close the {} cleanly", what, failed);
        }
    }
}
