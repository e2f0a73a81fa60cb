package io.corral.raft.core;

/**
 * Requests to hand leadership over, from the question to the answer. One is under way at a time. The answer is known only when
 * somebody else leads, which is after this node has ceased to; so it belongs to no role.
 */
final class Transfers {

    private final ReplicaState state;
    private boolean underWay;
    private long requestId;
    private long deadline;

    Transfers(ReplicaState state) {
        this.state = state;
    }

    /** Someone wants another leader; the role takes the request or says why not. */
    void requested(Role role, Input.TransferRequested request) {
        TransferRefusal refusal = underWay ? TransferRefusal.ALREADY_UNDER_WAY : role.transfer(request.target());
        if (refusal != null) {
            answer(request.requestId(), new TransferOutcome.Refused(refusal));
            return;
        }
        underWay = true;
        requestId = request.requestId();
        // The leader gives up first, so that it proposes again by the time it says so.
        deadline = state.now() + 2 * state.settings.electionTimeoutMax().toNanos();
    }

    void tick(Role role) {
        boolean givenUp = role.name() == RaftRole.LEADER && !role.isHandingOver();
        if (underWay && (givenUp || state.now() >= deadline)) {
            end(new TransferOutcome.TimedOut());
        }
    }

    void afterStep() {
        if (underWay && state.leaderId() != 0 && state.leaderId() != state.self()) {
            end(new TransferOutcome.HandedOver(state.leaderId()));
        }
    }

    private void end(TransferOutcome outcome) {
        underWay = false;
        answer(requestId, outcome);
    }

    private void answer(long request, TransferOutcome outcome) {
        state.outbox.answer(new TransferAnswer(request, outcome));
    }
}
