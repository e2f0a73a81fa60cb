package io.corral.server.assembly;

import io.corral.raft.message.SnapshotMeta;
import io.corral.raft.node.RaftNode;
import io.corral.server.control.AdminEvent;
import io.corral.server.control.ControlPort;
import io.corral.server.control.StateTransfer;
import io.corral.server.frontend.Frontend;
import io.corral.server.replication.RaftLink;
import io.corral.server.status.NamespaceMeter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/** Passes an operator's wishes on to the parts that fulfil them. */
final class ServerControl implements ControlPort {
    /** The trace mask of a ZooKeeper server nobody changed. */
    private static final long DEFAULT_TRACE_MASK = 306;

    private final AtomicLong traceMask = new AtomicLong(DEFAULT_TRACE_MASK);
    private final RaftNode node;
    private final Frontend frontend;
    private final RaftLink link;
    private final StateTransfer transfer;
    private final NamespaceMeter written;
    private final AdminTally tally;

    ServerControl(
            RaftNode node,
            Frontend frontend,
            RaftLink link,
            StateTransfer transfer,
            NamespaceMeter written,
            AdminTally tally) {
        this.link = link;
        this.node = node;
        this.frontend = frontend;
        this.transfer = transfer;
        this.written = written;
        this.tally = tally;
    }

    @Override
    public void happened(AdminEvent event) {
        tally.count(event);
    }

    @Override
    public StateTransfer transfer() {
        return transfer;
    }

    @Override
    public CompletableFuture<Long> triggerSnapshot() {
        return node.triggerSnapshot().thenApply(SnapshotMeta::index);
    }

    @Override
    public void resetServerStatistics() {
        link.restartProposalSizes();
        written.restart();
        var unused = frontend.resetTraffic();
    }

    @Override
    public long traceMask() {
        return traceMask.get();
    }

    @Override
    public void setTraceMask(long mask) {
        traceMask.set(mask);
    }

    @Override
    public CompletableFuture<Void> resetConnectionStatistics() {
        return frontend.resetConnections();
    }
}
