package io.corral.raft.node;

import io.corral.raft.core.Input;
import io.corral.raft.core.Persist;
import io.corral.raft.message.Envelope;
import io.corral.raft.port.LogStorage;
import io.corral.raft.port.PeerTransport;
import io.corral.raft.port.UnwritableException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Group commit: whatever has gathered while the last force ran goes into the next one. Messages that wait for durability are
 * sent from here, without another hop.
 *
 * <p>When the disk is full or read-only, work is kept in its order and tried again later; nothing of it counts as done meanwhile.
 * How much can gather is bounded by what leaders send without an answer, and by the budget of proposals.
 */
final class LogBody implements WorkerThread.Body<LogWork> {
    private final LogStorage log;
    private final PeerTransport transport;
    private final Mailbox<LoopTask> loop;
    private final ByteBudget proposals;
    private final MetricsRecorder metrics;
    private final LongSupplier nanoClock;
    private final DiskObstruction obstruction;

    /** The group commit that is being gathered, or held up. */
    private final List<Persist> batch = new ArrayList<>();

    private final List<Envelope> thenSend = new ArrayList<>();
    private long proposedBytes;

    /** What comes behind that, oldest first. */
    private final Deque<LogWork> behind = new ArrayDeque<>();

    private volatile long durableSequence;

    LogBody(int group, RaftPorts ports, Mailbox<LoopTask> loop, ByteBudget proposals, MetricsRecorder metrics) {
        this.log = ports.log().group(group);
        this.transport = ports.transport();
        this.loop = loop;
        this.proposals = proposals;
        this.metrics = metrics;
        this.nanoClock = ports.nanoClock();
        this.obstruction = new DiskObstruction(loop, metrics, nanoClock);
    }

    /** Everything up to this persist is durable. Any thread. */
    long durableSequence() {
        return durableSequence;
    }

    /** What the disk has refused. Any thread may ask. */
    DiskObstruction obstruction() {
        return obstruction;
    }

    @Override
    public void handle(LogWork first, Mailbox<LogWork> rest) throws IOException {
        LogWork other = gatherWrites(first, rest);
        if (other instanceof LogWork.Act act) {
            behind.add(act);
        }
        boolean mayTry = !obstruction.isInForce() || obstruction.isRetryDue(nanoClock.getAsLong());
        if (mayTry) {
            workOff();
        }
        if (other instanceof LogWork.Compact compact) {
            compact(compact, rest);
        }
    }

    /** Gathers writes until other work comes, which is returned; null when there is no more. */
    private @Nullable LogWork gatherWrites(LogWork first, Mailbox<LogWork> rest) {
        LogWork work = first;
        while (work instanceof LogWork.Write write) {
            if (behind.isEmpty()) {
                gather(write);
            } else {
                behind.add(write);
            }
            work = rest.poll();
        }
        return work;
    }

    private void gather(LogWork.Write write) {
        write.persist().ifPresent(batch::add);
        thenSend.addAll(write.thenSend());
        proposedBytes += write.proposedBytes();
    }

    private void workOff() throws IOException {
        try {
            commit();
            while (!behind.isEmpty()) {
                workOff(behind.getFirst());
                behind.removeFirst();
            }
            commit();
        } catch (UnwritableException refused) {
            obstruction.refused(refused);
            return;
        }
        if (obstruction.isInForce()) {
            obstruction.over();
        }
    }

    private void workOff(LogWork work) throws IOException {
        if (work instanceof LogWork.Write write) {
            gather(write);
        } else if (work instanceof LogWork.Act act) {
            commit();
            act.action().run(log);
        }
    }

    private void commit() throws IOException {
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
        proposedBytes = 0;
        batch.clear();
        thenSend.clear();
    }

    /** Step by step: group commits that gathered meanwhile go in between. */
    private void compact(LogWork.Compact work, Mailbox<LogWork> rest) throws IOException {
        try {
            if (log.compact(work.upToIndex())) {
                rest.post(work);
            }
        } catch (UnwritableException refused) {
            // On a read-only disk the log stays as long as it is; the next snapshot tries again.
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
