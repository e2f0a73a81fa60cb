package io.corral.server.assembly;

import io.corral.raft.message.SnapshotMeta;
import io.corral.raft.node.RaftNode;
import io.corral.server.control.ControlPort;
import io.corral.server.frontend.Frontend;
import java.util.concurrent.CompletableFuture;

/** Passes an operator's wishes on to the parts that fulfil them. */
final class ServerControl implements ControlPort {
    private final RaftNode node;
    private final Frontend frontend;

    ServerControl(RaftNode node, Frontend frontend) {
        this.node = node;
        this.frontend = frontend;
    }

    @Override
    public CompletableFuture<Long> triggerSnapshot() {
        return node.triggerSnapshot().thenApply(SnapshotMeta::index);
    }

    @Override
    public void resetServerStatistics() {
        var unused = frontend.resetTraffic();
    }

    @Override
    public CompletableFuture<Void> resetConnectionStatistics() {
        return frontend.resetConnections();
    }
}
