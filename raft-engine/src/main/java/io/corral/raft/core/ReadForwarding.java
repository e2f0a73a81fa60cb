package io.corral.raft.core;

import io.corral.raft.message.ReadIndexReply;
import io.corral.raft.message.ReadIndexRequest;
import java.util.ArrayList;
import java.util.List;

/**
 * A follower's reads: asks the leader for a read index (thesis, section 6.4), one question at a time. Reads that come while a question
 * is under way wait for the next: an answer must not be older than the read. Each answer also tells how fresh this node is.
 */
final class ReadForwarding {

    private final ReplicaState state;
    private final StaleReads staleReads;

    /** Reads covered by the question under way. */
    private List<Long> asked = new ArrayList<>();

    /** Reads for the next question. */
    private List<Long> waiting = new ArrayList<>();

    /** Id of the question under way, or of the last one; never used by another run of this node, whose answers may still arrive. */
    private long questionId;

    private boolean isOpen;
    private long askedAt;

    /** A reading of the clock before the question was sent. */
    private long askedAtClock;

    /** Whether a read waits that a lease is not enough for. */
    private boolean roundWanted;

    ReadForwarding(ReplicaState state, StaleReads staleReads) {
        this.state = state;
        this.staleReads = staleReads;
    }

    void request(long requestId) {
        roundWanted = true;
        requestLeased(requestId);
    }

    /** For such a read, a leader's lease is enough. */
    void requestLeased(long requestId) {
        if (state.leaderId() == 0 || waiting.size() >= state.limits().maxPendingReads()) {
            state.outbox.refuse(requestId);
            return;
        }
        waiting.add(requestId);
        if (!isOpen) {
            ask();
        }
    }

    void answered(ReadIndexReply reply) {
        if (!isOpen || reply.requestId() != questionId) {
            return;
        }
        isOpen = false;
        if (reply.granted()) {
            state.freshness.learned(askedAtClock, reply.readIndex());
            asked.forEach(id -> state.outbox.grant(id, reply.readIndex()));
        } else {
            asked.forEach(state.outbox::refuse);
        }
        asked.clear();
        if (!waiting.isEmpty()) {
            ask();
        }
    }

    /** A question that is not answered is given up; whoever asked asks again. While stale reads are wanted, there is a question now and then. */
    void tick() {
        boolean isDue = state.now() - askedAt >= state.settings.heartbeat().toNanos();
        if (!isOpen && isDue && state.leaderId() != 0 && staleReads.areWanted()) {
            ask();
        }
        if (isOpen
                && state.now() - askedAt >= state.settings.electionTimeoutMin().toNanos()) {
            refuseAll();
        }
    }

    void refuseAll() {
        asked.forEach(state.outbox::refuse);
        waiting.forEach(state.outbox::refuse);
        asked.clear();
        waiting.clear();
        isOpen = false;
        roundWanted = false;
    }

    private void ask() {
        List<Long> emptied = asked;
        asked = waiting;
        waiting = emptied;
        questionId = state.newRequestId();
        askedAt = state.now();
        askedAtClock = state.clock.nanos();
        isOpen = true;
        state.outbox.send(state.leaderId(), new ReadIndexRequest(state.term(), questionId, !roundWanted));
        roundWanted = false;
    }
}
