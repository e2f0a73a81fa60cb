package io.corral.server.replication;

import io.corral.raft.message.EntryType;
import io.corral.raft.message.LogEntry;
import io.corral.raft.message.SnapshotMeta;
import io.corral.raft.port.StateCapture;
import io.corral.raft.port.StateMachine;
import io.corral.server.status.NamespaceMeter;
import io.corral.server.view.BatchFeed;
import io.corral.server.view.PublishedBatch;
import io.corral.tree.StagedCopy;
import io.corral.tree.TreeState;
import io.corral.tree.apply.Applied;
import io.corral.tree.apply.StampedCommand;
import io.corral.tree.apply.TreeStateMachine;
import io.corral.tree.codec.DecodedEntry;
import io.corral.tree.codec.EntryDecoder;
import io.corral.tree.command.Change;
import io.corral.tree.command.Command;
import io.corral.tree.command.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The tree as the state machine of a Raft group. Executes committed entries on the apply thread, in batches as large as they come,
 * and publishes each batch.
 *
 * <p>A batch ends early in two cases. Before a fenced write of this server's own clients, if the batch holds an earlier write of
 * the same session: the read between the two is answered from the state in between. And at every index that is a multiple of
 * {@link DigestHistory#INTERVAL}, on every replica alike, so that there are states whose digests can be compared.
 */
public final class TreeReplica implements StateMachine {
    private final long localServerId;
    private final TreeStateMachine machine = new TreeStateMachine();
    private final BatchFeed feed;
    private final SnapshotFiles snapshots;
    private final DigestHistory digests;
    private final FenceWatch fences;
    private final NamespaceMeter written = new NamespaceMeter();
    private final Replacements replacements = new Replacements();
    private final List<StampedCommand> batch = new ArrayList<>();
    private TreeState state;
    private @Nullable StagedCopy stagedCopy;
    private long appliedIndex;

    /**
     * @param localServerId this server's number in origins
     * @param feed where batches are published
     * @param snapshots writes and reads states
     * @param digests remembers and compares digests
     */
    public TreeReplica(long localServerId, BatchFeed feed, SnapshotFiles snapshots, DigestHistory digests) {
        this.localServerId = localServerId;
        this.feed = feed;
        this.snapshots = snapshots;
        this.digests = digests;
        this.fences = new FenceWatch(localServerId);
        this.state = feed.newest().state();
    }

    @Override
    public void apply(List<LogEntry> committed) {
        for (LogEntry entry : committed) {
            if (entry.type() == EntryType.COMMAND) {
                collect(EntryDecoder.decode(entry.payload()));
            }
            appliedIndex = entry.index();
            if (appliedIndex % DigestHistory.INTERVAL == 0) {
                publish(appliedIndex);
                digests.remember(appliedIndex, state);
            }
        }
        if (!batch.isEmpty() || feed.newest().index() != appliedIndex) {
            publish(appliedIndex);
        }
    }

    private void collect(DecodedEntry entry) {
        if (entry.header().hasDigest()) {
            digests.compare(entry.header().digestIndex(), entry.header().digest());
        }
        for (Command command : entry.commands()) {
            StampedCommand stamped = new StampedCommand(
                    command, entry.header().wallMillis(), entry.header().rules());
            if (command.replacement() != 0) {
                replaceState(stamped);
                continue;
            }
            if (fences.separates(command)) {
                // Not all of the entry at appliedIndex + 1 is executed yet, so the index stays that of the entry
                // before.
                publish(appliedIndex);
            }
            fences.note(command);
            batch.add(stamped);
        }
    }

    /** Nobody can go on from what they saw before, as when a snapshot was installed. */
    private void replaceState(StampedCommand stamped) {
        publish(appliedIndex);
        Applied applied = machine.apply(state, List.of(stamped));
        if (applied.outcomes().get(0).disposition() != Outcome.Disposition.APPLIED) {
            return;
        }
        state = applied.after();
        feed.publish(PublishedBatch.discontinuity(appliedIndex, state));
        replacements.happened(stamped.command().replacement(), state.lastZxid());
        noteStagedCopy();
    }

    /** Where it is told that an operator's copy has replaced the state. */
    public Replacements replacements() {
        return replacements;
    }

    /** What was written, by the first step of the paths, by whichever server it came. */
    public NamespaceMeter written() {
        return written;
    }

    private void countWrites(Outcome outcome) {
        for (Change change : outcome.changes()) {
            written.record(change.path(), change.path().length() + (long) change.dataBytes());
        }
    }

    private void noteStagedCopy() {
        StagedCopy now = state.stagedCopy();
        if (!Objects.equals(now, stagedCopy)) {
            stagedCopy = now;
            replacements.staged(now);
        }
    }

    private void publish(long index) {
        Applied applied = machine.apply(state, batch);
        batch.clear();
        fences.clear();
        state = applied.after();
        applied.outcomes().forEach(this::countWrites);
        feed.publish(PublishedBatch.executed(index, state, applied.outcomes(), localServerId));
        noteStagedCopy();
    }

    @Override
    public StateCapture capture() {
        TreeState captured = state;
        return out -> snapshots.write(captured, out);
    }

    @Override
    public void restore(SnapshotMeta meta, InputStream in) throws IOException {
        state = snapshots.read(in);
        appliedIndex = meta.index();
        batch.clear();
        fences.clear();
        digests.clear();
        feed.publish(PublishedBatch.discontinuity(appliedIndex, state));
        noteStagedCopy();
    }
}
