package io.corral.raft.node;

import io.corral.raft.core.TransferAnswer;
import io.corral.raft.core.TransferOutcome;
import io.corral.raft.core.TransferRefusal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Transfers of leadership that were asked for and have not ended. Belongs to the raft loop. */
final class OpenTransfers {
    private final Map<Long, CompletableFuture<TransferOutcome>> open = new HashMap<>();
    private long lastId;

    /** Remembers who waits, and returns the id of the request. */
    long begin(CompletableFuture<TransferOutcome> waiting) {
        lastId++;
        open.put(lastId, waiting);
        return lastId;
    }

    void answered(List<TransferAnswer> answers) {
        for (TransferAnswer answer : answers) {
            CompletableFuture<TransferOutcome> waiting = open.remove(answer.requestId());
            if (waiting != null) {
                waiting.complete(answer.outcome());
            }
        }
    }

    /** The loop ends. */
    void refuseAll() {
        open.values().forEach(OpenTransfers::refuse);
        open.clear();
    }

    static void refuse(CompletableFuture<TransferOutcome> waiting) {
        waiting.complete(new TransferOutcome.Refused(TransferRefusal.CLOSED));
    }
}
