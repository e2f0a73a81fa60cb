package io.corral.raft.node;

import io.corral.raft.core.RaftStatus;
import io.corral.raft.message.SnapshotMeta;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** One running node of a Raft group. All methods may be called from any thread and none of them blocks, except close. */
@SuppressWarnings("DoNotCallSuggester") // the signatures come first
public final class RaftNode implements AutoCloseable {

    private RaftNode() {}

    /**
     * Restores the state machine from the newest snapshot and starts the node; it takes part in its group from then on.
     *
     * @throws IOException when a snapshot or the log cannot be read, or when they do not meet
     */
    public static RaftNode start(RaftNodeSettings settings, RaftPorts ports) throws IOException {
        throw new UnsupportedOperationException();
    }

    /**
     * Asks for these payloads to be replicated, one entry each, in order. They are dropped silently when this node does not
     * lead by the time they reach the core, and may be lost with leadership later: who cares sends them again.
     *
     * @param payloads neither the list nor the arrays may be changed afterwards
     * @return false when too many bytes are waiting (or the node is closed): nothing of it was taken
     */
    public boolean propose(List<byte[]> payloads) {
        throw new UnsupportedOperationException();
    }

    /** Asks for an index at which a linearizable read is safe, on any node. Many requests share one round. */
    public void readIndex(ReadIndexCallback callback) {
        throw new UnsupportedOperationException();
    }

    /** How the node stands, as of the last step of its loop. Cheap. */
    public RaftStatus status() {
        throw new UnsupportedOperationException();
    }

    /** Counters since the start. */
    public NodeMetrics metrics() {
        throw new UnsupportedOperationException();
    }

    /** Sends bytes to another node's {@link RaftListener#onApplicationMessage}; dropped when there is no connection. */
    public void sendToPeer(long peer, byte[] payload) {
        throw new UnsupportedOperationException();
    }

    /** Takes a snapshot of the state now, whatever the policy says; joins one that is being taken. */
    public CompletableFuture<SnapshotMeta> triggerSnapshot() {
        throw new UnsupportedOperationException();
    }

    /** Stops taking part, waits for what is being written, and closes log, snapshots and transport. */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
