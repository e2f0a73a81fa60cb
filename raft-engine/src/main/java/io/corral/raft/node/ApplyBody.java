package io.corral.raft.node;

import io.corral.raft.core.Input;
import io.corral.raft.core.membership.Membership;
import io.corral.raft.core.membership.MembershipCodec;
import io.corral.raft.message.EntryType;
import io.corral.raft.message.LogEntry;
import io.corral.raft.message.SnapshotMeta;
import io.corral.raft.port.StateCapture;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Owns the state machine: executes batches, restores snapshots, and captures the state when the policy says so. */
final class ApplyBody implements WorkerThread.Body<ApplyWork> {
    private static final long RETRY_NANOS = Duration.ofSeconds(10).toNanos();

    private final HeldState state;
    private final Mailbox<LoopTask> loop;
    private final SnapshotWriter writer;
    private final RaftNodeSettings settings;
    private final MetricsRecorder metrics;
    private final LongSupplier nanoClock;
    private Membership membership;
    private long appliedIndex;
    private long appliedTerm;
    private long bytesSinceSnapshot;
    private long entriesSinceSnapshot;
    private @Nullable CompletableFuture<SnapshotMeta> underWay;
    private long captureBeganAt;

    ApplyBody(
            RaftNodeSettings settings,
            RaftPorts ports,
            Mailbox<LoopTask> loop,
            SnapshotWriter writer,
            MetricsRecorder metrics) {
        this.settings = settings;
        this.state = new HeldState(settings.raft().nodeId(), ports.stateMachine(), ports.snapshots());
        this.loop = loop;
        this.writer = writer;
        this.metrics = metrics;
        this.nanoClock = ports.nanoClock();
        this.membership = settings.initialMembership();
    }

    @Override
    public void handle(ApplyWork first, Mailbox<ApplyWork> rest) throws IOException {
        List<LogEntry> batch = List.of();
        long bytes = 0;
        ApplyWork work = first;
        while (work instanceof ApplyWork.Execute execute) {
            batch = joined(batch, execute.entries());
            bytes += LogEntry.sizeBytes(execute.entries());
            if (batch.size() >= settings.limits().maxApplyBatchEntries()
                    || bytes >= settings.limits().maxApplyBatchBytes()) {
                execute(batch);
                batch = List.of();
                bytes = 0;
            }
            work = rest.poll();
        }
        execute(batch);
        if (work instanceof ApplyWork.Restore restore) {
            restore(restore);
        } else if (work instanceof ApplyWork.Capture capture) {
            capture(capture.done());
        }
    }

    /** Copies only when there really are two lists to join. */
    private static List<LogEntry> joined(List<LogEntry> earlier, List<LogEntry> later) {
        if (earlier.isEmpty()) {
            return later;
        }
        if (earlier instanceof ArrayList<LogEntry> growing) {
            growing.addAll(later);
            return growing;
        }
        List<LogEntry> both = new ArrayList<>(earlier.size() + later.size());
        both.addAll(earlier);
        both.addAll(later);
        return both;
    }

    private void execute(List<LogEntry> batch) {
        if (batch.isEmpty()) {
            return;
        }
        long start = nanoClock.getAsLong();
        state.apply(batch);
        metrics.applyNanos.record(nanoClock.getAsLong() - start);
        metrics.applyBatch.record(batch.size());
        LogEntry last = batch.get(batch.size() - 1);
        appliedIndex = last.index();
        appliedTerm = last.term();
        long applied = appliedIndex;
        loop.post(running -> running.step(new Input.Applied(applied)));
        count(batch);
        if (isSnapshotDue()) {
            capture(new CompletableFuture<>());
        }
    }

    /** Never while one is being written: what has gathered by then counts for the next. */
    private boolean isSnapshotDue() {
        boolean enough = bytesSinceSnapshot > settings.snapshots().logBytes()
                || entriesSinceSnapshot > settings.snapshots().entries();
        boolean again = underWay != null && underWay.isCompletedExceptionally();
        return (enough || again) && (underWay == null || underWay.isDone()) && !(again && isTooSoonAgain());
    }

    /** A snapshot that could not be written, for lack of space perhaps, is due again before the log has grown as much once more. */
    private boolean isTooSoonAgain() {
        return nanoClock.getAsLong() - captureBeganAt < RETRY_NANOS;
    }

    @Override
    public void abandon(ApplyWork work) {
        if (work instanceof ApplyWork.Restore restore) {
            restore.done().completeExceptionally(ended());
        } else if (work instanceof ApplyWork.Capture capture) {
            capture.done().completeExceptionally(ended());
        }
    }

    private static IllegalStateException ended() {
        return new IllegalStateException("the node has ended");
    }

    private void count(List<LogEntry> batch) {
        entriesSinceSnapshot += batch.size();
        for (LogEntry entry : batch) {
            bytesSinceSnapshot += entry.payload().length;
            if (entry.type() == EntryType.MEMBERSHIP) {
                membership = MembershipCodec.decode(entry.payload());
            }
        }
    }

    private void restore(ApplyWork.Restore work) throws IOException {
        try {
            restore(work.meta());
        } catch (Throwable failed) {
            work.done().completeExceptionally(failed);
            throw failed;
        }
        work.done().complete(work.meta());
    }

    /** Replaces the state by a snapshot. Before the thread has started, or on it. */
    void restore(SnapshotMeta meta) throws IOException {
        long start = nanoClock.getAsLong();
        state.restore(meta);
        metrics.snapshots.restoreNanos.record(nanoClock.getAsLong() - start);
        membership = meta.membership();
        appliedIndex = meta.index();
        appliedTerm = meta.term();
        bytesSinceSnapshot = 0;
        entriesSinceSnapshot = 0;
    }

    /** A request that comes while a snapshot is being written is answered by that one. */
    private void capture(CompletableFuture<SnapshotMeta> done) {
        CompletableFuture<SnapshotMeta> running = underWay;
        if (running != null && !running.isDone()) {
            Completions.pass(running, done);
            return;
        }
        bytesSinceSnapshot = 0;
        entriesSinceSnapshot = 0;
        underWay = done;
        captureBeganAt = nanoClock.getAsLong();
        StateCapture captured;
        try {
            captured = state.capture();
        } catch (Throwable failed) {
            done.completeExceptionally(failed);
            throw failed;
        }
        writer.write(new SnapshotMeta(appliedIndex, appliedTerm, membership, 0, 0), captured, done);
    }
}
