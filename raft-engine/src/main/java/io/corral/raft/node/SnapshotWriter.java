package io.corral.raft.node;

import io.corral.raft.core.Input;
import io.corral.raft.message.SnapshotMeta;
import io.corral.raft.port.SnapshotStorage;
import io.corral.raft.port.StateCapture;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes captured states on the snapshot thread, and decides how much of the log may go.
 *
 * <p>A snapshot that cannot be written costs nothing but space: the log keeps growing until a later one succeeds. The log is
 * kept from the last but one snapshot on, so that a node whose newest snapshot turns out to be damaged can start from the
 * one before.
 */
final class SnapshotWriter {
    private static final Logger LOG = LoggerFactory.getLogger(SnapshotWriter.class);

    private final SnapshotStorage snapshots;
    private final Lane<SnapshotTask> thread;
    private final WorkerThread<LogWork> logThread;
    private final LogShare share;
    private final Mailbox<LoopTask> loop;
    private final MetricsRecorder metrics;
    private final LongSupplier nanoClock;

    SnapshotWriter(
            RaftPorts ports,
            Lane<SnapshotTask> thread,
            WorkerThread<LogWork> logThread,
            LogShare share,
            Mailbox<LoopTask> loop,
            MetricsRecorder metrics) {
        this.snapshots = ports.snapshots();
        this.thread = thread;
        this.logThread = logThread;
        this.share = share;
        this.loop = loop;
        this.metrics = metrics;
        this.nanoClock = ports.nanoClock();
    }

    /** Writes a state; {@code meta} lacks length and checksum. Any thread. */
    void write(SnapshotMeta meta, StateCapture state, CompletableFuture<SnapshotMeta> done) {
        thread.submit(new SnapshotTask() {
            @Override
            public void run() {
                writeAndTell(meta, state, done);
            }

            @Override
            public void abandon() {
                done.completeExceptionally(new IllegalStateException("the node has ended"));
            }
        });
    }

    private void writeAndTell(SnapshotMeta meta, StateCapture state, CompletableFuture<SnapshotMeta> done) {
        try {
            long start = nanoClock.getAsLong();
            SnapshotMeta written = writeNow(meta, state);
            taken(written, nanoClock.getAsLong() - start);
            loop.post(running -> running.step(new Input.SnapshotCaptured(written)));
            done.complete(written);
        } catch (IOException | RuntimeException failed) {
            LOG.error(
                    "Could not write a snapshot of the state at index {}: it is dropped and tried again later; the log is kept"
                            + " until then",
                    meta.index(),
                    failed);
            metrics.snapshots.failed.increment();
            tell(new SnapshotNews(SnapshotNews.Kind.NOT_TAKEN, meta.index(), 0, 0));
            done.completeExceptionally(failed);
        } catch (Error failed) {
            done.completeExceptionally(failed);
            throw failed;
        }
    }

    private void taken(SnapshotMeta written, long nanos) {
        metrics.snapshots.takenBytes.record(written.lengthBytes());
        metrics.snapshots.writeNanos.record(nanos);
        tell(new SnapshotNews(SnapshotNews.Kind.TAKEN, written.index(), written.lengthBytes(), nanos));
    }

    private void tell(SnapshotNews news) {
        loop.post(running -> running.snapshotNews(news));
    }

    /** Removes the log up to this index as far as no kept snapshot needs it. Any thread. */
    void compactLog(long upToIndex) {
        thread.submit(() -> {
            List<SnapshotMeta> published = snapshots.list();
            if (published.size() > 1) {
                logThread.submit(new LogWork.Compact(
                        share, Math.min(upToIndex, published.get(1).index())));
            }
        });
    }

    private SnapshotMeta writeNow(SnapshotMeta meta, StateCapture state) throws IOException {
        try (SnapshotStorage.Draft draft = snapshots.create(meta.index(), meta.term(), meta.membership())) {
            state.writeTo(draft.output());
            return draft.publish();
        }
    }
}
