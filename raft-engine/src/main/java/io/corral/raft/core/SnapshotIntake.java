package io.corral.raft.core;

import io.corral.raft.message.SnapshotChunk;
import io.corral.raft.message.SnapshotMeta;
import io.corral.raft.message.SnapshotReply;
import org.jspecify.annotations.Nullable;

/**
 * Takes a snapshot from the leader, chunk by chunk (thesis, section 5.3). Survives changes of role and leader: another leader that
 * offers the same snapshot goes on where the one before stopped, and so does this node after a restart.
 */
final class SnapshotIntake {

    private final ReplicaState state;

    /** The snapshot being received; null when there is none. */
    private @Nullable SnapshotMeta staged;

    /** Bytes handed to the driver. */
    private long handedOver;

    /** Bytes the driver has stored; at most {@code handedOver}. */
    private long stored;

    /** The chunk that ends the snapshot was handed to the driver. */
    private boolean complete;

    /** The driver was asked to put the snapshot in force and has not answered. */
    private boolean installing;

    SnapshotIntake(ReplicaState state) {
        this.state = state;
    }

    /** While true the log takes nothing, nothing is handed to the apply thread, and the node does not campaign. */
    boolean isInstalling() {
        return installing;
    }

    /** An earlier run of this node has stored the beginning of a snapshot. */
    void resume(ReceivedPart part) {
        staged = part.meta();
        handedOver = part.bytes();
        stored = part.bytes();
    }

    void take(long leader, SnapshotChunk chunk) {
        SnapshotMeta meta = chunk.meta();
        if (meta.index() <= 0 || chunk.offset() < 0) {
            return;
        }
        if (installing) {
            if (meta.equals(staged)) {
                reply(leader, meta, stored, false);
            }
        } else if (isCovered(meta)) {
            replyCovered(leader, meta);
        } else {
            stage(leader, chunk);
        }
    }

    private void stage(long leader, SnapshotChunk chunk) {
        SnapshotMeta meta = chunk.meta();
        if (!meta.equals(staged)) {
            begin(meta);
        }
        if (isLeftComplete(meta)) {
            complete = true;
            chunkStored(meta.index(), stored);
        } else if (chunk.offset() == handedOver && !complete) {
            handedOver += chunk.data().length;
            complete = chunk.last();
            state.outbox.work(new SnapshotWork.StoreChunk(meta, chunk.offset(), chunk.data(), chunk.last()));
        } else if (stored == handedOver) {
            reply(leader, meta, stored, false);
        }
    }

    /** An earlier run had stored all of it, and ended before it was in force. */
    private boolean isLeftComplete(SnapshotMeta meta) {
        return !complete && stored > 0 && stored == meta.lengthBytes();
    }

    /** The log or the state is there already, which the leader did not know. */
    private boolean isCovered(SnapshotMeta meta) {
        return meta.index() <= state.commitIndex() || state.log.matches(meta.index(), meta.term());
    }

    private void replyCovered(long leader, SnapshotMeta meta) {
        // A snapshot holds only what is committed.
        state.commitTo(meta.index());
        SnapshotReply reply = new SnapshotReply(state.term(), meta.index(), meta.lengthBytes(), true, false);
        state.sendOnceDurable(leader, reply, meta.index());
    }

    void chunkStored(long snapshotIndex, long nextOffset) {
        SnapshotMeta meta = staged;
        if (meta == null || meta.index() != snapshotIndex) {
            return;
        }
        stored = Math.max(stored, Math.min(nextOffset, handedOver));
        if (!complete || stored < handedOver) {
            replyToLeader(meta, stored, false);
        } else if (isCovered(meta)) {
            forget();
            if (knowsLeader()) {
                replyCovered(state.leaderId(), meta);
            }
        } else if (!installing) {
            installing = true;
            state.outbox.work(new SnapshotWork.InstallSnapshot(meta));
        }
    }

    void installed(SnapshotMeta meta) {
        forget();
        state.resetTo(meta);
        if (knowsLeader()) {
            state.outbox.send(
                    state.leaderId(), new SnapshotReply(state.term(), meta.index(), meta.lengthBytes(), true, false));
        }
    }

    void failed(long snapshotIndex) {
        SnapshotMeta meta = staged;
        if (meta == null || meta.index() != snapshotIndex) {
            return;
        }
        forget();
        replyToLeader(meta, 0, true);
    }

    private void begin(SnapshotMeta meta) {
        forget();
        staged = meta;
    }

    private void forget() {
        staged = null;
        handedOver = 0;
        stored = 0;
        complete = false;
        installing = false;
    }

    private boolean knowsLeader() {
        return state.leaderId() != 0 && state.leaderId() != state.self();
    }

    private void replyToLeader(SnapshotMeta meta, long nextOffset, boolean rejected) {
        if (knowsLeader()) {
            reply(state.leaderId(), meta, nextOffset, rejected);
        }
    }

    private void reply(long leader, SnapshotMeta meta, long nextOffset, boolean rejected) {
        state.outbox.send(leader, new SnapshotReply(state.term(), meta.index(), nextOffset, false, rejected));
    }
}
