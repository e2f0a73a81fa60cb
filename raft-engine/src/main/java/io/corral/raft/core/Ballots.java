package io.corral.raft.core;

import io.corral.raft.message.PreVoteReply;
import io.corral.raft.message.PreVoteRequest;
import io.corral.raft.message.VoteReply;
import io.corral.raft.message.VoteRequest;

/** Answers candidates. The rules are the same in every role, because what binds is the vote given in a term, not the role. */
final class Ballots {

    private final ReplicaState state;

    Ballots(ReplicaState state) {
        this.state = state;
    }

    /**
     * A pre-vote binds nobody; it is granted when the vote would be, and no leader is known to live (thesis, section 9.6). A vote that
     * the disk would hold up helps nobody: who counted on it would campaign again and again, and each time another one would be held up.
     */
    Void answer(long from, PreVoteRequest request) {
        boolean granted = request.term() > state.term()
                && state.mayPromiseVote()
                && !state.sticksToLeader()
                && state.mayElect(request.lastLogIndex())
                && state.log.isNoNewerThan(request.lastLogIndex(), request.lastLogTerm());
        state.outbox.send(from, new PreVoteReply(granted ? request.term() : state.term(), granted));
        return null;
    }

    /**
     * One vote a term, for a candidate whose log is as good as the own; granted only once durable (thesis, section 3.4, 3.6.1). A
     * promise to a leader binds here as well: the term may have been entered on somebody else's word.
     */
    Void answer(long from, VoteRequest request) {
        boolean free = state.votedFor() == 0 || state.votedFor() == from;
        if (free
                && (request.transfer() || !state.promise.binds())
                && state.mayElect(request.lastLogIndex())
                && state.log.isNoNewerThan(request.lastLogIndex(), request.lastLogTerm())) {
            state.voteFor(from);
            state.timer.restart(state.now());
            state.outbox.sendAfterPersist(from, new VoteReply(state.term(), true));
        } else {
            state.outbox.send(from, new VoteReply(state.term(), false));
        }
        return null;
    }
}
