package io.corral.sim.cluster;

import io.corral.raft.core.RaftRole;
import io.corral.raft.core.membership.Membership;
import io.corral.raft.message.LogEntry;
import io.corral.raft.node.RaftListener;
import io.corral.raft.node.RaftNode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one process does in one of its groups. */
final class HostedNode implements RaftListener, Registers.Watcher {
    private final HostedGroup group;
    private final HostingProcess process;
    private final Registers registers = new Registers(this);
    private @Nullable RaftNode node;
    private RaftRole role = RaftRole.FOLLOWER;

    HostedNode(HostedGroup group, HostingProcess process) {
        this.group = group;
        this.process = process;
    }

    void opened(RaftNode running) {
        node = running;
    }

    Registers registers() {
        return registers;
    }

    /** The members in force, as far as the node runs. */
    Optional<Membership> membership() {
        return Optional.ofNullable(node).map(running -> running.status().membership());
    }

    boolean leads() {
        return role == RaftRole.LEADER;
    }

    void propose(byte[] payload) {
        if (node != null) {
            node.propose(List.of(payload));
        }
    }

    /** Asks the node to give leadership to another; 0 = to any. */
    void transfer(long target) {
        if (node != null) {
            var unused = node.transferLeadership(target);
        }
    }

    void snapshot() {
        if (node != null) {
            var unused = node.triggerSnapshot();
        }
    }

    @Override
    public void executes(LogEntry entry) {
        if (!process.isOver()) {
            long term = node == null
                    ? entry.term()
                    : Math.max(entry.term(), node.status().term());
            group.promises().commits(process.machine(), term, entry, () -> group.isDurable(entry));
        }
    }

    @Override
    public void moved() {
        if (!process.isOver()) {
            group.promises().holds(process.machine(), registers.index(), registers.hash());
            process.cluster().trace().event(process.machine() * 100 + group.id(), registers.index());
        }
    }

    @Override
    public void onLeadershipChanged(RaftRole now, long term, long leaderId) {
        if (process.isOver()) {
            return;
        }
        HostingCluster cluster = process.cluster();
        cluster.trace()
                .line(() -> "n" + process.machine() + " is " + now + " of term " + term + " in group " + group.id()
                        + ", leader n" + leaderId);
        cluster.trace().event(process.machine() * 100 + now.name().hashCode() + group.id(), term);
        boolean elected = now == RaftRole.LEADER && role != RaftRole.LEADER;
        role = now;
        if (elected) {
            cluster.tally().count("elections");
            group.promises()
                    .leads(
                            process.machine(),
                            term,
                            group.account(process.machine()).certain());
        }
    }

    @Override
    public void onApplicationMessage(long from, byte[] payload) {
        // Clients talk to leaders.
    }

    @Override
    public void onPeerConnected(long peer) {
        // Nobody waits for it.
    }

    @Override
    public void onPeerDisconnected(long peer) {
        // Clients ask again anyway.
    }

    @Override
    public void onFatal(Throwable cause) {
        process.died(cause);
    }
}
