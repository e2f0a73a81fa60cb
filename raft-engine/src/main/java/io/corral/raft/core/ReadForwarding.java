package io.corral.raft.core;

import io.corral.raft.message.ReadIndexReply;
import io.corral.raft.message.ReadIndexRequest;
import java.util.ArrayList;
import java.util.List;

/**
 * A follower's reads: asks the leader for a read index (thesis, section 6.4), one question at a time. Reads that come while a question
 * is under way wait for the next: an answer must not be older than the read.
 */
final class ReadForwarding {

    private final ReplicaState state;

    /** Reads covered by the question under way; empty when there is none. */
    private List<Long> asked = new ArrayList<>();

    /** Reads for the next question. */
    private List<Long> waiting = new ArrayList<>();

    /** Id of the question under way, or of the last one; never used by another run of this node, whose answers may still arrive. */
    private long questionId;

    private long askedAt;

    ReadForwarding(ReplicaState state) {
        this.state = state;
    }

    void request(long requestId) {
        if (state.leaderId() == 0 || waiting.size() >= state.limits().maxPendingReads()) {
            state.outbox.refuse(requestId);
            return;
        }
        waiting.add(requestId);
        if (asked.isEmpty()) {
            ask();
        }
    }

    void answered(ReadIndexReply reply) {
        if (asked.isEmpty() || reply.requestId() != questionId) {
            return;
        }
        if (reply.granted()) {
            asked.forEach(id -> state.outbox.grant(id, reply.readIndex()));
        } else {
            asked.forEach(state.outbox::refuse);
        }
        asked.clear();
        if (!waiting.isEmpty()) {
            ask();
        }
    }

    /** A question that is not answered is given up; whoever asked asks again. */
    void tick() {
        if (!asked.isEmpty()
                && state.now() - askedAt >= state.settings.electionTimeoutMin().toNanos()) {
            refuseAll();
        }
    }

    void refuseAll() {
        asked.forEach(state.outbox::refuse);
        waiting.forEach(state.outbox::refuse);
        asked.clear();
        waiting.clear();
    }

    private void ask() {
        List<Long> emptied = asked;
        asked = waiting;
        waiting = emptied;
        questionId = state.newRequestId();
        askedAt = state.now();
        state.outbox.send(state.leaderId(), new ReadIndexRequest(state.term(), questionId));
    }
}
