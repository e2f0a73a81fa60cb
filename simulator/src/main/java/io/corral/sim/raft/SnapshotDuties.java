package io.corral.sim.raft;

import io.corral.raft.core.Input;
import io.corral.raft.core.SnapshotWork;
import io.corral.raft.core.SnapshotWorkHandler;
import io.corral.raft.message.Envelope;
import io.corral.raft.message.LogEntry;
import io.corral.raft.message.SnapshotChunk;
import io.corral.raft.message.SnapshotMeta;
import io.corral.sim.promise.BrokenPromise;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** What one run of a node does with snapshots: takes its own, sends chunks of them, receives and installs those of others. */
final class SnapshotDuties implements SnapshotWorkHandler<Void> {

    private static final int CHUNK_CRC_IS_THE_TRANSPORTS = 0;

    private final long id;
    private final Group group;
    private final NodeDisk disk;
    private final Host host;

    /** The snapshot being received; not durable, so that a crash loses it. */
    private final ByteArrayOutputStream staged = new ByteArrayOutputStream();

    private long lastCaptured;
    private boolean installing;

    SnapshotDuties(long id, Group group, NodeDisk disk, Host host) {
        this.id = id;
        this.group = group;
        this.disk = disk;
        this.host = host;
        lastCaptured =
                disk.newestSnapshot().map(newest -> newest.meta().index()).orElse(0L);
    }

    /** Takes a snapshot every so many entries. */
    void applied(LogEntry last, HashChain state) {
        if (installing || last.index() - lastCaptured < group.shape().snapshotEvery()) {
            return;
        }
        lastCaptured = last.index();
        NodeDisk.Snapshot snapshot =
                NodeDisk.Snapshot.of(last.index(), last.term(), group.membershipAt(last.index()), state.toBytes());
        publish(group.shape().isWitness(id) ? snapshot.hollow() : snapshot);
    }

    private void publish(NodeDisk.Snapshot snapshot) {
        disk.writeSnapshot(snapshot, host.later(() -> host.input(new Input.SnapshotCaptured(snapshot.meta()))));
    }

    @Override
    public Void onSendChunk(SnapshotWork.SendChunk work) {
        if (work.meta().isHollow()) {
            SnapshotChunk nothing =
                    new SnapshotChunk(work.term(), work.meta(), 0, new byte[0], CHUNK_CRC_IS_THE_TRANSPORTS, true);
            group.send(new Envelope(1, id, work.to(), nothing));
            return null;
        }
        disk.snapshot(work.meta()).ifPresent(snapshot -> {
            int from = (int) Math.min(work.offset(), snapshot.bytes().length);
            int to = Math.min(from + work.maxBytes(), snapshot.bytes().length);
            byte[] data = Arrays.copyOfRange(snapshot.bytes(), from, to);
            boolean last = to == snapshot.bytes().length;
            SnapshotChunk chunk =
                    new SnapshotChunk(work.term(), work.meta(), from, data, CHUNK_CRC_IS_THE_TRANSPORTS, last);
            group.send(new Envelope(1, id, work.to(), chunk));
        });
        return null;
    }

    @Override
    public Void onStoreChunk(SnapshotWork.StoreChunk work) {
        if (work.offset() == 0) {
            staged.reset();
        }
        if (work.offset() != staged.size()) {
            throw new BrokenPromise("n" + id + " stores a chunk at " + work.offset() + " after " + staged.size());
        }
        staged.writeBytes(work.data());
        long stored = staged.size();
        disk.afterWrites(host.later(
                () -> host.input(new Input.SnapshotChunkStored(work.meta().index(), stored))));
        return null;
    }

    @Override
    public Void onInstallSnapshot(SnapshotWork.InstallSnapshot work) {
        SnapshotMeta meta = work.meta();
        byte[] bytes = staged.toByteArray();
        boolean intact =
                bytes.length == meta.lengthBytes() && (meta.isHollow() || Arrays.hashCode(bytes) == meta.checksum());
        if (!intact || meta.isHollow() != group.shape().isWitness(id)) {
            throw new BrokenPromise("n" + id + " was made to install a damaged snapshot " + meta);
        }
        installing = true;
        lastCaptured = meta.index();
        disk.installSnapshot(
                new NodeDisk.Snapshot(meta, bytes),
                host.later(() -> host.restoreState(meta, bytes, () -> {
                    installing = false;
                    host.input(new Input.SnapshotInstalled(meta));
                })));
        return null;
    }

    @Override
    public Void onCompactLog(SnapshotWork.CompactLog work) {
        host.compactMind(work.upToIndex());
        disk.compact(work.upToIndex());
        return null;
    }

    /** What the duties need of the run they belong to. */
    interface Host {

        /** The action, unless the node crashes before. */
        Runnable later(Runnable action);

        /** Gives the algorithm an input. */
        void input(Input input);

        /** Replaces log and state machine, after everything applied before. */
        void restoreState(SnapshotMeta meta, byte[] bytes, Runnable restored);

        /** The log no longer holds what a snapshot covers. */
        void compactMind(long upToIndex);
    }
}
