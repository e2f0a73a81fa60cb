package io.corral.raft.core;

import io.corral.raft.message.AppendReply;
import io.corral.raft.message.AppendRequest;
import io.corral.raft.message.PeerMessage;
import io.corral.raft.message.PeerMessageHandler;
import io.corral.raft.message.PreVoteReply;
import io.corral.raft.message.PreVoteRequest;
import io.corral.raft.message.ReadIndexReply;
import io.corral.raft.message.ReadIndexRequest;
import io.corral.raft.message.SnapshotChunk;
import io.corral.raft.message.SnapshotReply;
import io.corral.raft.message.TimeoutNow;
import io.corral.raft.message.VoteReply;
import io.corral.raft.message.VoteRequest;

/**
 * Compares the term of every message with the own before a role sees it (thesis, section 3.3): a later term is entered, an earlier
 * one answered with the own term, so that a deposed leader or candidate learns of it. Yields whether the current role, which may be
 * another by then, shall handle the message.
 */
final class Admission implements PeerMessageHandler<Boolean> {

    private final ReplicaState state;
    private final RoleTransitions roles;

    Admission(ReplicaState state, RoleTransitions roles) {
        this.state = state;
        this.roles = roles;
    }

    /** Changes nobody's term: that is what it is for. */
    @Override
    public Boolean onPreVoteRequest(long from, PreVoteRequest message) {
        return true;
    }

    /** A granted one repeats the term asked about, which nobody has entered yet. */
    @Override
    public Boolean onPreVoteReply(long from, PreVoteReply message) {
        return message.granted() || isOfThisTerm(message);
    }

    @Override
    public Boolean onVoteRequest(long from, VoteRequest message) {
        if (message.term() < state.term()) {
            state.outbox.send(from, new VoteReply(state.term(), false));
            return false;
        }
        if (message.term() > state.term() && !message.transfer() && state.sticksToLeader()) {
            return false;
        }
        return isOfThisTerm(message);
    }

    @Override
    public Boolean onVoteReply(long from, VoteReply message) {
        return isOfThisTerm(message);
    }

    @Override
    public Boolean onAppendRequest(long from, AppendRequest message) {
        if (message.term() < state.term()) {
            state.outbox.send(from, AppendReply.refused(state.term(), message.prevIndex(), message.prevIndex(), 0, 0));
            return false;
        }
        return isOfLeader(from, message);
    }

    @Override
    public Boolean onAppendReply(long from, AppendReply message) {
        return isOfThisTerm(message);
    }

    @Override
    public Boolean onSnapshotChunk(long from, SnapshotChunk message) {
        if (message.term() < state.term()) {
            state.outbox.send(
                    from, new SnapshotReply(state.term(), message.meta().index(), 0, false, true));
            return false;
        }
        return isOfLeader(from, message);
    }

    @Override
    public Boolean onSnapshotReply(long from, SnapshotReply message) {
        return isOfThisTerm(message);
    }

    /** Whoever asks the wrong node shall know at once. */
    @Override
    public Boolean onReadIndexRequest(long from, ReadIndexRequest message) {
        if (isOfThisTerm(message) && roles.current().name() == RaftRole.LEADER) {
            return true;
        }
        state.outbox.send(from, new ReadIndexReply(state.term(), message.requestId(), false, 0));
        return false;
    }

    @Override
    public Boolean onReadIndexReply(long from, ReadIndexReply message) {
        return isOfThisTerm(message);
    }

    @Override
    public Boolean onTimeoutNow(long from, TimeoutNow message) {
        return isOfThisTerm(message) && from == state.leaderId();
    }

    private boolean isOfThisTerm(PeerMessage message) {
        if (message.term() > state.term()) {
            roles.becomeFollower(message.term(), 0);
        }
        return message.term() == state.term();
    }

    /** Only the leader of its term sends this, so the sender is followed; that there is one leader a term, another rule sees to. */
    private boolean isOfLeader(long from, PeerMessage message) {
        boolean known = message.term() == state.term() && state.leaderId() != 0;
        if (known) {
            return state.leaderId() == from && from != state.self();
        }
        roles.becomeFollower(message.term(), from);
        return true;
    }
}
