package io.corral.raft.core;

import io.corral.raft.message.ReadIndexReply;
import java.util.ArrayList;
import java.util.List;

/**
 * The leader's reads (ReadIndex, thesis, section 6.4). A read is granted at the commit index known when its round began, once a
 * majority has answered that round: then this node was still the leader when the read was asked. One round of reads is under way at a
 * time; all reads that come meanwhile share the next. Heartbeats are rounds as well, so that the lease goes on.
 */
final class ReadRounds {

    private final ReplicaState state;

    /** First index of this term: before it is committed, the leader does not know what is. */
    private final long firstIndexOfTerm;

    private List<Read> underWay = new ArrayList<>();
    private List<Read> waiting = new ArrayList<>();

    /** To be granted by the lease, if there is one at the end of the round. */
    private final List<Read> leased = new ArrayList<>();

    private final RoundTimes times = new RoundTimes();
    private final LeaderLease lease;

    /** The newest round begun. */
    private long round;

    /** The round that the reads under way wait for. */
    private long readsRound;

    /** Commit index when that round began. */
    private long roundReadIndex;

    ReadRounds(ReplicaState state, long firstIndexOfTerm) {
        this.state = state;
        this.firstIndexOfTerm = firstIndexOfTerm;
        lease = new LeaderLease(state.settings, times);
    }

    /** The newest round begun; goes with every message to a follower. */
    long round() {
        return round;
    }

    LeaderLease lease() {
        return lease;
    }

    /** A read was asked for, for which a lease is enough; {@code origin} as for {@link #request}. */
    void requestLeased(long origin, long requestId) {
        if (leased.size() >= state.limits().maxPendingReads()) {
            refuse(new Read(origin, requestId));
        } else {
            leased.add(new Read(origin, requestId));
        }
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
        decideLeased();
        boolean due = underWay.isEmpty() && !waiting.isEmpty() && knowsWhatIsCommitted();
        if (!due) {
            return false;
        }
        List<Read> emptied = underWay;
        underWay = waiting;
        waiting = emptied;
        beginRound();
        readsRound = round;
        roundReadIndex = state.commitIndex();
        if (state.quorum().isDecidedBy(state.self())) {
            confirmed(round);
            return false;
        }
        return true;
    }

    /** Messages from now on belong to a new round. */
    void beginRound() {
        round++;
        times.begun(round, state.clock.nanos());
    }

    /**
     * The lease is looked at with a clock that was read after the reads were asked: nobody else led up to then, so the commit index known
     * now holds all that was acknowledged before. How long it takes until somebody uses the grant does not matter.
     */
    private void decideLeased() {
        if (leased.isEmpty()) {
            return;
        }
        if (state.clock.isFresh() && lease.leftNanos(state.clock.nanos()) > 0 && knowsWhatIsCommitted()) {
            leased.forEach(read -> grant(read, state.commitIndex()));
        } else {
            leased.forEach(read -> request(read.origin, read.requestId));
        }
        leased.clear();
    }

    private boolean knowsWhatIsCommitted() {
        return state.commitIndex() >= firstIndexOfTerm;
    }

    /** A majority has answered up to this round. */
    void confirmed(long upToRound) {
        times.answered(upToRound);
        if (times.hasAnswer() && knowsWhatIsCommitted()) {
            state.freshness.learned(times.answeredStart(), state.commitIndex());
        }
        if (!underWay.isEmpty() && upToRound >= readsRound) {
            underWay.forEach(read -> grant(read, roundReadIndex));
            underWay.clear();
        }
    }

    /** Leadership is lost. */
    void refuseAll() {
        underWay.forEach(this::refuse);
        waiting.forEach(this::refuse);
        leased.forEach(this::refuse);
        leased.clear();
        underWay.clear();
        waiting.clear();
    }

    private void grant(Read read, long readIndex) {
        if (read.origin == 0) {
            state.outbox.grant(read.requestId, readIndex);
        } else {
            state.outbox.send(read.origin, new ReadIndexReply(state.term(), read.requestId, true, readIndex));
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
