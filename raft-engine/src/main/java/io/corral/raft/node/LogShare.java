package io.corral.raft.node;

import io.corral.raft.core.Input;
import io.corral.raft.core.Persist;
import io.corral.raft.port.LogStorage;

/** What the log thread and one group know of each other. Except where said otherwise it belongs to the log thread. */
final class LogShare {
    private final int group;
    private final LogStorage storage;
    private final Mailbox<LoopTask> loop;
    private final ByteBudget proposals;
    private final MetricsRecorder metrics;
    private final Failure failure;
    private long newestSequence;
    private long toldSequence;
    private long entries;
    private long proposedBytes;
    private boolean gathered;
    private volatile long durableSequence;

    LogShare(
            int group,
            LogStorage storage,
            Mailbox<LoopTask> loop,
            ByteBudget proposals,
            MetricsRecorder metrics,
            Failure failure) {
        this.group = group;
        this.storage = storage;
        this.loop = loop;
        this.proposals = proposals;
        this.metrics = metrics;
        this.failure = failure;
    }

    int group() {
        return group;
    }

    LogStorage storage() {
        return storage;
    }

    /** Everything of the group up to this persist is durable. Any thread. */
    long durableSequence() {
        return durableSequence;
    }

    /** A group that has failed must acknowledge nothing more. */
    boolean hasFailed() {
        return failure.happened();
    }

    /** Counts work of this group into the batch; false when there was some in it already. */
    boolean gather(LogWork.Write write) {
        if (write.persist().isPresent()) {
            Persist persist = write.persist().get();
            newestSequence = persist.sequence();
            entries += persist.entries().size();
        }
        proposedBytes += write.proposedBytes();
        boolean first = !gathered;
        gathered = true;
        return first;
    }

    /** The batch is durable; said before any message that waits for it leaves. */
    void isDurable(long nanos) {
        if (newestSequence != durableSequence) {
            metrics.persistNanos.record(nanos);
            metrics.persistBatch.record(entries);
            durableSequence = newestSequence;
        }
    }

    /** The messages have left: tells the loop, and begins the next batch. */
    void settle() {
        long durable = durableSequence;
        if (durable != toldSequence) {
            toldSequence = durable;
            loop.post(running -> running.step(new Input.Persisted(durable)));
        }
        proposals.release(proposedBytes);
        proposedBytes = 0;
        entries = 0;
        gathered = false;
    }
}
