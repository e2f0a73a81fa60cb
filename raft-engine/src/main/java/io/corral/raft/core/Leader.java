package io.corral.raft.core;

import io.corral.raft.core.membership.MembershipChange;
import io.corral.raft.core.progress.FollowerProgress;
import io.corral.raft.core.progress.InflightWindow;
import io.corral.raft.message.AppendReply;
import io.corral.raft.message.EntryType;
import io.corral.raft.message.PreVoteRequest;
import io.corral.raft.message.ReadIndexRequest;
import io.corral.raft.message.SnapshotReply;
import io.corral.raft.message.TimeoutNow;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Leads: appends, replicates, commits, and confirms reads. */
final class Leader implements Role {

    private static final byte[] NO_PAYLOAD = new byte[0];

    private final ReplicaState state;
    private final RoleTransitions roles;
    private final Ballots ballots;
    private final ReadRounds reads;
    private final Followers followers;
    private final Replication replication;
    private final MembershipDuty members;
    private final Readmission readmission;
    private final Handover handover;
    private final Abdication abdication;

    /** Proposed in this term and not yet committed. */
    private final InflightWindow uncommitted = new InflightWindow();

    private long nextHeartbeat;

    Leader(ReplicaState state, RoleTransitions roles, Ballots ballots) {
        this.state = state;
        this.roles = roles;
        this.ballots = ballots;
        long firstIndexOfTerm = state.log.lastIndex() + 1;
        reads = new ReadRounds(state, firstIndexOfTerm);
        followers = new Followers(state);
        replication = new Replication(state, reads, followers);
        members = new MembershipDuty(state, followers, firstIndexOfTerm);
        handover = new Handover(state, followers, reads.lease());
        readmission = new Readmission(state, followers, members);
        abdication = new Abdication(state, handover);
    }

    /** An entry of the new term, so that what came before can be committed (thesis, section 3.6.2, 6.4). */
    void begin() {
        state.append(EntryType.NOOP, NO_PAYLOAD);
        nextHeartbeat = state.nextBeat();
    }

    @Override
    public RaftRole name() {
        return RaftRole.LEADER;
    }

    @Override
    public Ballots ballots() {
        return ballots;
    }

    @Override
    public List<RaftStatus.PeerStatus> peers() {
        return followers.all().stream()
                .map(follower -> new RaftStatus.PeerStatus(
                        follower.id(),
                        follower.mode(),
                        follower.matchIndex(),
                        follower.nextIndex(),
                        follower.inflightEntries(),
                        follower.inflightBytes(),
                        follower.lagNanos(state.now()),
                        state.now() - follower.contactNanos()))
                .toList();
    }

    @Override
    public List<Long> neededAfter() {
        return followers.neededAfter();
    }

    @Override
    public void tick() {
        if (!isLive(replication.majorityContactNanos())) {
            // Check-quorum: a leader cut off from the majority must not go on claiming to lead (thesis, section 6.2).
            roles.becomeFollower(state.term(), 0);
            return;
        }
        if (state.now() >= nextHeartbeat) {
            nextHeartbeat = state.nextBeat();
            reads.beginRound();
            replication.sendHeartbeats();
        }
        replication.tick();
        members.tick();
        boolean handoverFailed = handover.hasFailed();
        if (abdication.tick(handoverFailed)) {
            roles.becomeFollower(state.term(), 0);
        } else if (handoverFailed) {
            propose(handover.release());
        }
    }

    @Override
    public @Nullable TransferRefusal transfer(long target) {
        if (handover.isUnderWay()) {
            return TransferRefusal.ALREADY_UNDER_WAY;
        }
        return handover.begin(target) ? null : TransferRefusal.NOBODY_READY;
    }

    @Override
    public boolean isHandingOver() {
        return handover.isUnderWay();
    }

    private boolean isLive(long contactNanos) {
        return state.now() - contactNanos < state.settings.electionTimeoutMax().toNanos();
    }

    @Override
    public void readRequested(long requestId) {
        reads.request(0, requestId);
    }

    @Override
    public void leasedReadRequested(long requestId) {
        reads.requestLeased(0, requestId);
    }

    @Override
    public long leaseNanos() {
        return reads.lease().leftNanos(state.clock.nanos());
    }

    @Override
    public void propose(List<byte[]> payloads) {
        if (handover.isUnderWay()) {
            handover.hold(payloads);
            return;
        }
        if (uncommitted.bytes() >= state.limits().maxUncommittedBytes() || !state.diskIsWritable()) {
            // Followers or the own disk do not keep up: the log must not grow without bound. Whoever proposed proposes
            // again.
            return;
        }
        long before = state.log.lastIndex();
        long bytes = 0;
        for (byte[] payload : payloads) {
            bytes += state.append(EntryType.COMMAND, payload).sizeBytes();
        }
        if (state.log.lastIndex() > before) {
            uncommitted.sent(state.log.lastIndex(), bytes);
            replication.written(bytes);
        }
    }

    @Override
    public boolean changeRequested(long requestId, MembershipChange change) {
        members.request(requestId, change);
        return true;
    }

    @Override
    public void persisted() {
        commit();
    }

    @Override
    public void peerUnreachable(long peer) {
        followers.unreachable(peer);
    }

    /** An entry is committed when a majority has it, but only counting from an entry of the own term (thesis, section 3.6.2). */
    private void commit() {
        long durable = replication.durableOnMajority();
        if (durable > state.commitIndex() && state.log.termAt(durable) == state.term()) {
            state.commitTo(durable);
            uncommitted.acknowledged(durable);
            members.committed();
            // Who decides may be others now, and all of them may have answered already.
            reads.confirmed(replication.roundAnsweredByMajority());
            if (members.isOver()) {
                resign();
            }
        }
    }

    /** The group goes on without this node, so another one has to lead it (thesis, section 4.2.2), at once (section 3.10). */
    private void resign() {
        long successor = replication.successor();
        if (successor != 0) {
            replication.sendEntries();
            state.outbox.send(successor, new TimeoutNow(state.term()));
        }
        roles.becomeFollower(state.term(), 0);
    }

    @Override
    public void flush() {
        if (reads.begin()) {
            replication.sendHeartbeats();
        }
        replication.sendEntries();
        handover.flush();
    }

    @Override
    public void exit() {
        reads.refuseAll();
        members.exit();
    }

    /** Who asks for votes and is no member has not been told: the leader that should have done so may be dead. */
    @Override
    public Void onPreVoteRequest(long from, PreVoteRequest message) {
        followers.remind(from);
        return ballots.answer(from, message);
    }

    @Override
    public Void onAppendReply(long from, AppendReply message) {
        readmission.heard(from, message.recovering());
        withFollower(from, message, replication::replied);
        reads.confirmed(replication.roundAnsweredByMajority());
        commit();
        return null;
    }

    @Override
    public Void onSnapshotReply(long from, SnapshotReply message) {
        withFollower(from, message, replication::replied);
        commit();
        return null;
    }

    @Override
    public Void onReadIndexRequest(long from, ReadIndexRequest message) {
        if (message.lease()) {
            reads.requestLeased(from, message.requestId());
        } else {
            reads.request(from, message.requestId());
        }
        return null;
    }

    private <M> void withFollower(long from, M message, BiConsumer<FollowerProgress, M> action) {
        FollowerProgress follower = replication.heard(from);
        if (follower != null) {
            action.accept(follower, message);
        }
    }
}
