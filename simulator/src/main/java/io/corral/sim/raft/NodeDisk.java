package io.corral.sim.raft;

import io.corral.raft.core.Persist;
import io.corral.raft.core.RestoredState;
import io.corral.raft.core.membership.Membership;
import io.corral.raft.message.SnapshotMeta;
import io.corral.sim.promise.LogImage;
import io.corral.sim.promise.LossPromise;
import io.corral.sim.world.SimulatedDisk;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What one node has on its disk: a log and some generations of snapshots. Outlives the node's runs. */
final class NodeDisk {

    private static final int GENERATIONS = 3;

    private final SimulatedDisk disk;
    private LogImage log = new LogImage();

    /** What was lost each time that the disk was emptied since the node last voted. */
    private final List<LogImage> lost = new ArrayList<>();

    private final List<Snapshot> snapshots = new ArrayList<>();

    /** What the node takes for the members before its log says something about them. */
    private Membership initial;

    NodeDisk(SimulatedDisk disk, Membership initial) {
        this.disk = disk;
        this.initial = initial;
    }

    SimulatedDisk disk() {
        return disk;
    }

    LogImage log() {
        return log;
    }

    /** What a node that starts finds; a log that does not reach its snapshot, or disagrees with it, is reset to it. */
    RestoredState restore() {
        SnapshotMeta newest =
                snapshots.isEmpty() ? SnapshotMeta.none(initial) : snapshots.get(snapshots.size() - 1).meta;
        boolean meets =
                newest.isNone() || log.has(newest.index(), newest.term()) || log.firstIndex() == newest.index() + 1;
        if (!meets) {
            log.resetTo(newest);
        }
        return new RestoredState(log.hardState(), newest, log.memberships(), log.firstIndex(), log.lastIndex());
    }

    /** Everything is gone, as after an operator emptied the directory of a stopped node. */
    void empty() {
        if (!isFresh()) {
            lost.clear();
        }
        lost.add(log);
        log = new LogImage();
        snapshots.clear();
    }

    /** Empties the disk of a node that is no member any more; when it comes back it is to be added like any other. */
    void retire() {
        empty();
        initial = Membership.NONE;
    }

    /** Whether the node may have forgotten something, and must know so. */
    boolean isFresh() {
        return log.hardState().recovering();
    }

    /** What it holds of the group. */
    LossPromise.Holding holding(long node) {
        return new LossPromise.Holding(node, log, !snapshots.isEmpty(), !initial.equals(Membership.NONE));
    }

    Optional<Snapshot> newestSnapshot() {
        return snapshots.isEmpty() ? Optional.empty() : Optional.of(snapshots.get(snapshots.size() - 1));
    }

    Optional<Snapshot> snapshot(SnapshotMeta meta) {
        return snapshots.stream().filter(kept -> kept.meta.equals(meta)).findFirst();
    }

    /**
     * Whether an entry would survive any crash from now on. One that was lost with the disk counts until the node votes again: an
     * acknowledgement of it may still be under way, and until then no leader can be elected against it.
     */
    boolean covers(long index, long term) {
        return log.has(index, term)
                || (isFresh() && lost.stream().anyMatch(before -> before.has(index, term)))
                || newestSnapshot().map(newest -> newest.meta.index() >= index).orElse(false);
    }

    /** Entries and hard state, in order; a torn write may leave any prefix of this. */
    void write(Persist persist, Runnable whenDurable) {
        List<Runnable> parts = new ArrayList<>();
        persist.hardState().ifPresent(state -> parts.add(() -> log.hardState(state)));
        persist.truncateFrom().ifPresent(index -> parts.add(() -> log.truncateFrom(index)));
        persist.entries().forEach(entry -> parts.add(() -> log.append(entry)));
        disk.write(parts, whenDurable);
    }

    /** Runs once everything written so far is durable. */
    void afterWrites(Runnable whenDurable) {
        disk.write(List.of(), whenDurable);
    }

    void writeSnapshot(Snapshot snapshot, Runnable whenDurable) {
        disk.write(List.of(() -> publish(snapshot)), whenDurable);
    }

    /** A received snapshot: first it is published, then the log reset; a crash may come between. */
    void installSnapshot(Snapshot snapshot, Runnable whenDurable) {
        disk.write(List.of(() -> publish(snapshot), () -> log.resetTo(snapshot.meta)), whenDurable);
    }

    void compact(long upToIndex) {
        disk.write(List.of(() -> log.compactTo(upToIndex)), () -> {});
    }

    private void publish(Snapshot snapshot) {
        snapshots.add(snapshot);
        if (snapshots.size() > GENERATIONS) {
            snapshots.remove(0);
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // compared by its meta only
    record Snapshot(SnapshotMeta meta, byte[] bytes) {

        /** What a witness has in place of a snapshot. */
        Snapshot hollow() {
            return new Snapshot(meta.hollow(), new byte[0]);
        }

        static Snapshot of(long index, long term, Membership membership, byte[] bytes) {
            return new Snapshot(new SnapshotMeta(index, term, membership, bytes.length, Arrays.hashCode(bytes)), bytes);
        }
    }
}
