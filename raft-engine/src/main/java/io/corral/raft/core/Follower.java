package io.corral.raft.core;

import io.corral.raft.message.AppendRequest;
import io.corral.raft.message.ReadIndexReply;
import io.corral.raft.message.SnapshotChunk;
import io.corral.raft.message.TimeoutNow;

/** Follows a leader: takes entries and snapshots from it and asks it for read indexes. Without one, waits for an election timeout. */
final class Follower implements Role {

    private final ReplicaState state;
    private final RoleTransitions roles;
    private final Ballots ballots;
    private final LogIntake logIntake;
    private final SnapshotIntake snapshotIntake;
    private final ReadForwarding reads;

    Follower(
            ReplicaState state,
            RoleTransitions roles,
            Ballots ballots,
            LogIntake logIntake,
            SnapshotIntake snapshotIntake,
            StaleReads staleReads) {
        this.state = state;
        this.roles = roles;
        this.ballots = ballots;
        this.logIntake = logIntake;
        this.snapshotIntake = snapshotIntake;
        reads = new ReadForwarding(state, staleReads);
    }

    @Override
    public RaftRole name() {
        return RaftRole.FOLLOWER;
    }

    @Override
    public Ballots ballots() {
        return ballots;
    }

    @Override
    public void tick() {
        reads.tick();
        if (state.timer.isExpired(state.now()) && mayCampaign() && !state.promise.binds()) {
            roles.becomePreCandidate();
        }
    }

    /** Nobody needs to stick to a leader that is gone, nor wait for it. */
    @Override
    public void peerGone(long peer) {
        if (peer == state.leaderId()) {
            state.timer.leaderGone(state.now());
            tick();
        }
    }

    /** A node whose log is about to be replaced by a snapshot has none to campaign with. */
    private boolean mayCampaign() {
        return state.mayCampaign() && !snapshotIntake.isInstalling();
    }

    @Override
    public void readRequested(long requestId) {
        reads.request(requestId);
    }

    @Override
    public void leasedReadRequested(long requestId) {
        reads.requestLeased(requestId);
    }

    @Override
    public void exit() {
        reads.refuseAll();
    }

    @Override
    public Void onAppendRequest(long from, AppendRequest message) {
        state.leaderSpeaks();
        logIntake.take(from, message);
        return null;
    }

    @Override
    public Void onSnapshotChunk(long from, SnapshotChunk message) {
        state.leaderSpeaks();
        snapshotIntake.take(from, message);
        return null;
    }

    @Override
    public Void onReadIndexReply(long from, ReadIndexReply message) {
        reads.answered(message);
        return null;
    }

    @Override
    public Void onTimeoutNow(long from, TimeoutNow message) {
        if (mayCampaign()) {
            roles.becomeCandidate(true);
        }
        return null;
    }
}
