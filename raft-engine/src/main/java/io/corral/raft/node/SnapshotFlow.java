package io.corral.raft.node;

import io.corral.raft.core.Input;
import io.corral.raft.core.SnapshotWork;
import io.corral.raft.core.SnapshotWorkHandler;
import io.corral.raft.message.Envelope;
import io.corral.raft.message.SnapshotChunk;
import io.corral.raft.message.SnapshotMeta;
import io.corral.raft.port.PeerTransport;
import io.corral.raft.port.SnapshotStorage;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out the core's work with snapshots, off the raft loop. Chunks are read and sent on the transfer thread, so that a
 * snapshot being written does not delay a follower that waits for one.
 */
final class SnapshotFlow implements SnapshotWorkHandler<Void> {
    private static final Logger LOG = LoggerFactory.getLogger(SnapshotFlow.class);

    private final RaftNodeSettings settings;
    private final SnapshotStorage snapshots;
    private final PeerTransport transport;
    private final NodeThreads threads;
    private final LogShare share;
    private final SnapshotWriter writer;
    private final Mailbox<LoopTask> loop;
    private final MetricsRecorder metrics;

    SnapshotFlow(
            RaftNodeSettings settings,
            RaftPorts ports,
            NodeThreads threads,
            LogShare share,
            SnapshotWriter writer,
            Mailbox<LoopTask> loop,
            MetricsRecorder metrics) {
        this.settings = settings;
        this.snapshots = ports.snapshots();
        this.transport = ports.transport();
        this.threads = threads;
        this.share = share;
        this.writer = writer;
        this.loop = loop;
        this.metrics = metrics;
    }

    @Override
    public Void onSendChunk(SnapshotWork.SendChunk work) {
        threads.transfer().submit(() -> {
            try {
                transport.send(chunk(work));
            } catch (IOException failed) {
                LOG.warn(
                        "Cannot read the snapshot at {} for node {}",
                        work.meta().index(),
                        work.to(),
                        failed);
            }
        });
        return null;
    }

    @Override
    public Void onStoreChunk(SnapshotWork.StoreChunk work) {
        SnapshotMeta meta = work.meta();
        threads.snapshot().submit(() -> {
            try {
                metrics.snapshots.receivedBytes.add(work.data().length);
                long next = snapshots.stageChunk(meta, work.offset(), work.data());
                loop.post(running -> running.step(new Input.SnapshotChunkStored(meta.index(), next)));
            } catch (IOException failed) {
                refuse(meta, failed);
            }
        });
        return null;
    }

    /**
     * After all earlier writes of the log, the term among them, the snapshot is made durable; then the log is reset, and after
     * all earlier entries the state is replaced. A crash in between leaves a snapshot ahead of its log, which the next start
     * brings together.
     */
    @Override
    public Void onInstallSnapshot(SnapshotWork.InstallSnapshot work) {
        SnapshotMeta meta = work.meta();
        threads.log().submit(new LogWork.Act(share, log -> threads.snapshot().submit(() -> publishAndReset(meta))));
        return null;
    }

    private void publishAndReset(SnapshotMeta meta) {
        try {
            snapshots.publishStaged(meta);
        } catch (IOException failed) {
            refuse(meta, failed);
            return;
        }
        threads.log().submit(new LogWork.Act(share, log -> {
            log.resetTo(meta);
            CompletableFuture<SnapshotMeta> restored = new CompletableFuture<>();
            var unused = restored.thenAccept(this::installed);
            threads.apply().submit(new ApplyWork.Restore(meta, restored));
        }));
    }

    @Override
    public Void onCompactLog(SnapshotWork.CompactLog work) {
        writer.compactLog(work.upToIndex());
        return null;
    }

    private Envelope chunk(SnapshotWork.SendChunk work) throws IOException {
        byte[] data =
                work.meta().isHollow() ? new byte[0] : snapshots.readChunk(work.meta(), work.offset(), work.maxBytes());
        metrics.snapshots.sentBytes.add(data.length);
        boolean last = work.offset() + data.length >= work.meta().lengthBytes();
        SnapshotChunk chunk = new SnapshotChunk(work.term(), work.meta(), work.offset(), data, checksum(data), last);
        return new Envelope(settings.raft().group(), settings.raft().nodeId(), work.to(), chunk);
    }

    private void installed(SnapshotMeta meta) {
        LOG.info("Installed a snapshot of {} bytes up to index {}", meta.lengthBytes(), meta.index());
        metrics.snapshots.installed.increment();
        tell(new SnapshotNews(SnapshotNews.Kind.INSTALLED, meta.index(), meta.lengthBytes(), 0));
        loop.post(running -> running.step(new Input.SnapshotInstalled(meta)));
    }

    private void refuse(SnapshotMeta meta, IOException failed) {
        LOG.warn("Cannot take the snapshot at index {} from the leader", meta.index(), failed);
        metrics.snapshots.failed.increment();
        tell(new SnapshotNews(SnapshotNews.Kind.NOT_INSTALLED, meta.index(), 0, 0));
        loop.post(running -> running.step(new Input.SnapshotFailed(meta.index())));
    }

    private void tell(SnapshotNews news) {
        loop.post(running -> running.snapshotNews(news));
    }

    /** The checksum a chunk carries. */
    static int checksum(byte[] data) {
        CRC32C crc = new CRC32C();
        crc.update(data);
        return (int) crc.getValue();
    }
}
