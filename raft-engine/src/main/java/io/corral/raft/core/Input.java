package io.corral.raft.core;

import io.corral.raft.core.membership.MembershipChange;
import io.corral.raft.message.PeerMessage;
import io.corral.raft.message.SnapshotMeta;
import java.util.List;
import java.util.OptionalLong;

/** Everything that can happen to a {@link RaftCore}. */
public sealed interface Input {

    /** The term of a request that whoever leads may carry out. */
    long ANY_TERM = 0;

    /** Calls the handler's method for this kind of input. */
    <R> R dispatch(InputHandler<R> handler);

    /**
     * Time has passed. The only source of time: messages count as arriving at the latest tick. A driver ticks at least every fifth
     * of a heartbeat interval, and once right after the start. When a tick comes late, at most one heartbeat interval counts.
     *
     * @param nowNanos monotonic time in nanoseconds, any origin, never going back
     */
    record Tick(long nowNanos) implements Input {
        @Override
        public <R> R dispatch(InputHandler<R> handler) {
            return handler.onTick(this);
        }
    }

    /**
     * A message of this group has arrived.
     *
     * @param from the node that sent it
     * @param message what it says
     */
    record Received(long from, PeerMessage message) implements Input {
        @Override
        public <R> R dispatch(InputHandler<R> handler) {
            return handler.onReceived(this);
        }
    }

    /**
     * Commands to be replicated, one entry each, in order. Dropped silently when the node does not lead; accepting them is no
     * promise that they will be committed.
     *
     * @param payloads the commands; neither the list nor the arrays are changed afterwards
     * @param term the only term in which they may be appended: whoever proposes has decided on the strength of leading in it, and has
     *     them dropped in any other; {@link #ANY_TERM} when every leader may append them
     */
    record Propose(List<byte[]> payloads, long term) implements Input {

        /** Commands that every leader may append. */
        public Propose(List<byte[]> payloads) {
            this(payloads, ANY_TERM);
        }

        @Override
        public <R> R dispatch(InputHandler<R> handler) {
            return handler.onPropose(this);
        }
    }

    /**
     * The driver has handed over all that had gathered. Only now a leader sends entries, commit indexes and questions, so that one
     * message says what would otherwise take one for each input. A driver ends a round soon after every input; a late end costs time,
     * nothing else.
     *
     * @param clockNanos the same clock as that of the ticks, read after all that was handed over; without it no read is granted on the
     *     strength of a lease or of what is known already
     */
    record RoundEnded(OptionalLong clockNanos) implements Input {

        /** A round without a reading of the clock. */
        public RoundEnded() {
            this(OptionalLong.empty());
        }

        @Override
        public <R> R dispatch(InputHandler<R> handler) {
            return handler.onRoundEnded(this);
        }
    }

    /**
     * Someone wants to read. Answered by a {@link ReadGrant} or in {@link Effects#readsRefused()}, in this step or a
     * later one.
     *
     * @param requestId chosen by the driver, unique among the open requests of this core
     * @param level how fresh it must be
     */
    record ReadRequested(long requestId, ReadLevel level) implements Input {

        /** A linearizable read. */
        public ReadRequested(long requestId) {
            this(requestId, ReadLevel.LINEARIZABLE);
        }

        @Override
        public <R> R dispatch(InputHandler<R> handler) {
            return handler.onReadRequested(this);
        }
    }

    /**
     * Someone wants other members. Answered by {@link MembershipNews.Answer}, in this step or a later one.
     *
     * @param requestId chosen by the driver, unique among the open requests of this core
     * @param change what is wanted
     * @param term the only term in which it is wanted: whoever asks has decided on the strength of leading in it; {@link #ANY_TERM}
     *     when every leader may carry it out
     */
    record ChangeMembership(long requestId, MembershipChange change, long term) implements Input {

        /** A change that every leader may carry out. */
        public ChangeMembership(long requestId, MembershipChange change) {
            this(requestId, change, ANY_TERM);
        }

        @Override
        public <R> R dispatch(InputHandler<R> handler) {
            return handler.onChangeMembership(this);
        }
    }

    /**
     * This node is to give leadership to another one. Answered in {@link Effects#transfersAnswered()}, in this step or a later one,
     * after at most two election timeouts.
     *
     * @param requestId chosen by the driver, unique among the open requests of this core
     * @param target who is to lead; 0 = whoever is most up to date
     */
    record TransferRequested(long requestId, long target) implements Input {
        @Override
        public <R> R dispatch(InputHandler<R> handler) {
            return handler.onTransferRequested(this);
        }
    }

    /**
     * Every {@link Persist} up to and including this one is durable. Answering a group commit with its last sequence is enough.
     *
     * @param sequence {@link Persist#sequence()}
     */
    record Persisted(long sequence) implements Input {
        @Override
        public <R> R dispatch(InputHandler<R> handler) {
            return handler.onPersisted(this);
        }
    }

    /**
     * The state machine has applied the log up to here.
     *
     * @param index last applied index
     */
    record Applied(long index) implements Input {
        @Override
        public <R> R dispatch(InputHandler<R> handler) {
            return handler.onApplied(this);
        }
    }

    /**
     * A snapshot of the own state is durable, so that the log before it may go.
     *
     * @param meta the snapshot, with length and checksum
     */
    record SnapshotCaptured(SnapshotMeta meta) implements Input {
        @Override
        public <R> R dispatch(InputHandler<R> handler) {
            return handler.onSnapshotCaptured(this);
        }
    }

    /**
     * The chunk asked for with {@link SnapshotWork.StoreChunk} is stored.
     *
     * @param snapshotIndex index of the snapshot being received
     * @param nextOffset bytes stored so far, which is the offset wanted next
     */
    record SnapshotChunkStored(long snapshotIndex, long nextOffset) implements Input {
        @Override
        public <R> R dispatch(InputHandler<R> handler) {
            return handler.onSnapshotChunkStored(this);
        }
    }

    /**
     * {@link SnapshotWork.InstallSnapshot} is done: the snapshot is durable, the state machine restored, the log reset.
     *
     * @param meta the snapshot
     */
    record SnapshotInstalled(SnapshotMeta meta) implements Input {
        @Override
        public <R> R dispatch(InputHandler<R> handler) {
            return handler.onSnapshotInstalled(this);
        }
    }

    /**
     * The snapshot being received could not be stored or installed (damaged, wrong checksum); state machine and log are as they
     * were.
     *
     * @param snapshotIndex index of that snapshot
     */
    record SnapshotFailed(long snapshotIndex) implements Input {
        @Override
        public <R> R dispatch(InputHandler<R> handler) {
            return handler.onSnapshotFailed(this);
        }
    }

    /**
     * The disk of the log takes nothing at the moment, or takes writes again; true at the start. What was handed over stays under
     * way meanwhile and will be reported as {@link Persisted} later.
     *
     * @param writable whether the disk takes writes
     */
    record DiskReported(boolean writable) implements Input {
        @Override
        public <R> R dispatch(InputHandler<R> handler) {
            return handler.onDiskReported(this);
        }
    }

    /**
     * The connection to a peer was lost, and with it perhaps messages.
     *
     * @param peer the node
     */
    record PeerUnreachable(long peer) implements Input {
        @Override
        public <R> R dispatch(InputHandler<R> handler) {
            return handler.onPeerUnreachable(this);
        }
    }

    /**
     * The process of a peer is most likely gone: its connections were reset and the next one was refused. A follower of that peer
     * campaigns at once. When it is wrong, that costs an attempt at an election and nothing else.
     *
     * @param peer the node
     */
    record PeerGone(long peer) implements Input {
        @Override
        public <R> R dispatch(InputHandler<R> handler) {
            return handler.onPeerGone(this);
        }
    }
}
