package io.corral.raft.core;

import io.corral.raft.core.progress.CatchUpPace;
import io.corral.raft.core.progress.FollowerMode;
import io.corral.raft.core.progress.FollowerProgress;
import io.corral.raft.core.progress.SnapshotTransfer;
import io.corral.raft.message.SnapshotReply;

/**
 * The leader's snapshots on their way to followers whose next entries are no longer in its log (thesis, section 5.3): one chunk at a
 * time to each of them, the next when the one before is stored, at a pace that leaves room for the writes.
 */
final class SnapshotDelivery {

    private final ReplicaState state;
    private final Followers followers;

    /** Shared with the entries that are read from the disk. */
    private final CatchUpPace pace;

    /** For snapshots alone. */
    private final CatchUpPace limit;

    SnapshotDelivery(ReplicaState state, Followers followers, CatchUpPace pace) {
        this.state = state;
        this.followers = followers;
        this.pace = pace;
        limit = new CatchUpPace(state.limits().catchUp().snapshotBytesPerSecond(), state.now());
    }

    /** The follower is to get the newest snapshot from its start. */
    void begin(FollowerProgress follower) {
        boolean isWitness = followers.isWitness(follower.id());
        follower.beginSnapshot(isWitness ? state.snapshot().hollow() : state.snapshot());
    }

    void replied(FollowerProgress follower, SnapshotReply reply) {
        if (follower.mode() != FollowerMode.SNAPSHOT
                || follower.transfer().meta().index() != reply.snapshotIndex()) {
            return;
        }
        SnapshotTransfer transfer = follower.transfer();
        if (reply.installed() && !follower.hasAnswered()) {
            // It may recover, and says so in other answers only.
            follower.probeFrom(reply.snapshotIndex() + 1);
        } else if (reply.installed()) {
            follower.accepted(reply.snapshotIndex(), state.log.boundaryIndex());
            if (follower.mode() == FollowerMode.SNAPSHOT) {
                // The log has been cut beyond that snapshot meanwhile.
                follower.probeFrom(reply.snapshotIndex() + 1);
            }
        } else if (reply.rejected()) {
            transfer.waitAt(0, retryAt());
        } else if (reply.nextOffset() != transfer.offset()) {
            if (reply.nextOffset() < transfer.meta().lengthBytes()) {
                transfer.goOnAt(reply.nextOffset());
            } else {
                transfer.waitAt(reply.nextOffset(), retryAt());
            }
        }
    }

    /** Looks for chunks that were not answered in time: they are sent again. */
    void tick() {
        for (FollowerProgress follower : followers.all()) {
            if (follower.mode() == FollowerMode.SNAPSHOT && follower.transfer().isRetryDue(state.now())) {
                if (isOutdated(follower.transfer())) {
                    begin(follower);
                } else {
                    follower.transfer().retry();
                }
            }
        }
    }

    /**
     * A snapshot under way is worth finishing as long as the log goes on where it ends; under load a newer one appears again and again.
     * When its chunks never arrive, it may have become unreadable.
     */
    private boolean isOutdated(SnapshotTransfer transfer) {
        boolean isNewest = transfer.meta().index() >= state.snapshot().index();
        return !isNewest && (transfer.meta().index() < state.log.boundaryIndex() || transfer.isStuck());
    }

    /** Sends the follower its next chunk, if there is one and it may go now. */
    void send(FollowerProgress follower) {
        if (follower.mode() == FollowerMode.SNAPSHOT && follower.transfer().isDue() && isAllowed(follower)) {
            SnapshotTransfer transfer = follower.transfer();
            int maxBytes = state.limits().snapshotChunkBytes();
            long bytes = Math.max(0, Math.min(maxBytes, transfer.meta().lengthBytes() - transfer.offset()));
            pace.spent(bytes);
            limit.spent(bytes);
            transfer.sent(retryAt());
            state.outbox.work(new SnapshotWork.SendChunk(
                    follower.id(), state.term(), transfer.meta(), transfer.offset(), maxBytes));
        }
    }

    private boolean isAllowed(FollowerProgress follower) {
        return limit.allows(state.now()) && (pace.allows(state.now()) || followers.isNeeded(follower));
    }

    private long retryAt() {
        return state.now() + state.settings.snapshotRetry().toNanos();
    }
}
