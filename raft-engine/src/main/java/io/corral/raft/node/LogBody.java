package io.corral.raft.node;

import io.corral.raft.core.Input;
import io.corral.raft.core.Persist;
import io.corral.raft.message.Envelope;
import io.corral.raft.port.LogStorage;
import io.corral.raft.port.PeerTransport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Group commit: whatever has gathered while the last force ran goes into the next one. Messages that wait for durability are
 * sent from here, without another hop.
 */
final class LogBody implements WorkerThread.Body<LogWork> {
    private final LogStorage log;
    private final PeerTransport transport;
    private final Mailbox<LoopTask> loop;
    private final ByteBudget proposals;
    private final MetricsRecorder metrics;
    private final LongSupplier nanoClock;
    private final List<Persist> batch = new ArrayList<>();
    private final List<Envelope> thenSend = new ArrayList<>();
    private volatile long durableSequence;

    LogBody(int group, RaftPorts ports, Mailbox<LoopTask> loop, ByteBudget proposals, MetricsRecorder metrics) {
        this.log = ports.log().group(group);
        this.transport = ports.transport();
        this.loop = loop;
        this.proposals = proposals;
        this.metrics = metrics;
        this.nanoClock = ports.nanoClock();
    }

    /** Everything up to this persist is durable. Any thread. */
    long durableSequence() {
        return durableSequence;
    }

    @Override
    public void handle(LogWork first, Mailbox<LogWork> rest) throws IOException {
        long proposedBytes = 0;
        LogWork work = first;
        while (work instanceof LogWork.Write write) {
            write.persist().ifPresent(batch::add);
            thenSend.addAll(write.thenSend());
            proposedBytes += write.proposedBytes();
            work = rest.poll();
        }
        commit(proposedBytes);
        act(work);
    }

    private void commit(long proposedBytes) throws IOException {
        if (!batch.isEmpty()) {
            long start = nanoClock.getAsLong();
            log.persist(batch);
            metrics.persistNanos.record(nanoClock.getAsLong() - start);
            metrics.persistBatch.record(entries());
            long sequence = batch.get(batch.size() - 1).sequence();
            durableSequence = sequence;
            // The leader waits for these; waking the own loop first would only delay them.
            thenSend.forEach(transport::send);
            loop.post(running -> running.step(new Input.Persisted(sequence)));
        } else {
            thenSend.forEach(transport::send);
        }
        proposals.release(proposedBytes);
        batch.clear();
        thenSend.clear();
    }

    private void act(@Nullable LogWork work) throws IOException {
        if (work instanceof LogWork.Act act) {
            act.action().run(log);
        }
    }

    private long entries() {
        long entries = 0;
        for (Persist persist : batch) {
            entries += persist.entries().size();
        }
        return entries;
    }
}
