package io.corral.raft.node;

import io.corral.raft.core.membership.Membership;
import io.corral.raft.message.EntryType;
import io.corral.raft.message.LogEntry;
import io.corral.raft.message.SnapshotMeta;
import io.corral.raft.port.SnapshotStorage;
import io.corral.raft.port.StateCapture;
import io.corral.raft.port.StateMachine;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * The state of this node: the state machine's, or none, when this node is a witness. From the first entry on that was withheld, or
 * snapshot without content, the state machine is told nothing more; only a snapshot with content makes a state of it again.
 */
final class HeldState {
    private final long self;
    private final StateMachine stateMachine;
    private final SnapshotStorage snapshots;

    /** Something was withheld, so that the state is not that of the index applied. */
    private boolean hollow;

    HeldState(long self, StateMachine stateMachine, SnapshotStorage snapshots) {
        this.self = self;
        this.stateMachine = stateMachine;
        this.snapshots = snapshots;
    }

    void apply(List<LogEntry> batch) {
        for (LogEntry entry : batch) {
            hollow |= entry.type() == EntryType.WITHHELD;
            if (hollow && entry.type() == EntryType.COMMAND) {
                throw new IllegalStateException("this node was a witness and has no state to execute entry "
                        + entry.index() + " on: empty its data directory before it becomes a full member");
            }
        }
        if (!hollow) {
            stateMachine.apply(batch);
        }
    }

    void restore(SnapshotMeta meta) throws IOException {
        // A state machine may well have an empty state: what tells a witness is that it was one.
        hollow = meta.isHollow() && !holdsState(meta.membership());
        if (!hollow) {
            try (InputStream in = snapshots.open(meta)) {
                stateMachine.restore(meta, in);
            }
        }
    }

    private boolean holdsState(Membership membership) {
        return membership.isMember(self) && !membership.isWitness(self);
    }

    StateCapture capture() {
        return hollow ? nothing -> {} : stateMachine.capture();
    }
}
