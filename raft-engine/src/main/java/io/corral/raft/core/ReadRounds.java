package io.corral.raft.core;

import io.corral.raft.message.ReadIndexReply;
import java.util.ArrayList;
import java.util.List;

/**
 * The leader's reads (ReadIndex, thesis, section 6.4). A read is granted at the commit index known when its round began, once a
 * majority has answered that round: then this node was still the leader when the read was asked. One round is under way at a time; all
 * reads that come meanwhile share the next.
 */
final class ReadRounds {

    private final ReplicaState state;

    /** First index of this term: before it is committed, the leader does not know what is. */
    private final long firstIndexOfTerm;

    private List<Read> underWay = new ArrayList<>();
    private List<Read> waiting = new ArrayList<>();

    /** The newest round begun. */
    private long round;

    /** Commit index when that round began. */
    private long roundReadIndex;

    ReadRounds(ReplicaState state, long firstIndexOfTerm) {
        this.state = state;
        this.firstIndexOfTerm = firstIndexOfTerm;
    }

    /** The newest round begun; goes with every message to a follower. */
    long round() {
        return round;
    }

    /**
     * A read was asked for.
     *
     * @param origin the node that asked; 0 = this one
     */
    void request(long origin, long requestId) {
        Read read = new Read(origin, requestId);
        if (waiting.size() >= state.limits().maxPendingReads()) {
            refuse(read);
        } else {
            waiting.add(read);
        }
    }

    /** Begins a round when one is due; tells whether the followers must be asked. */
    boolean begin() {
        boolean due = underWay.isEmpty() && !waiting.isEmpty() && state.commitIndex() >= firstIndexOfTerm;
        if (!due) {
            return false;
        }
        List<Read> emptied = underWay;
        underWay = waiting;
        waiting = emptied;
        round++;
        roundReadIndex = state.commitIndex();
        if (state.quorum().isDecidedBy(state.self())) {
            confirmed(round);
            return false;
        }
        return true;
    }

    /** A majority has answered up to this round. */
    void confirmed(long upToRound) {
        if (!underWay.isEmpty() && upToRound >= round) {
            underWay.forEach(this::grant);
            underWay.clear();
        }
    }

    /** Leadership is lost. */
    void refuseAll() {
        underWay.forEach(this::refuse);
        waiting.forEach(this::refuse);
        underWay.clear();
        waiting.clear();
    }

    private void grant(Read read) {
        if (read.origin == 0) {
            state.outbox.grant(read.requestId, roundReadIndex);
        } else {
            state.outbox.send(read.origin, new ReadIndexReply(state.term(), read.requestId, true, roundReadIndex));
        }
    }

    private void refuse(Read read) {
        if (read.origin == 0) {
            state.outbox.refuse(read.requestId);
        } else {
            state.outbox.send(read.origin, new ReadIndexReply(state.term(), read.requestId, false, 0));
        }
    }

    private record Read(long origin, long requestId) {}
}
