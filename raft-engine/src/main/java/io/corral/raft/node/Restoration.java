package io.corral.raft.node;

import io.corral.raft.core.HardState;
import io.corral.raft.core.RestoredState;
import io.corral.raft.core.membership.Membership;
import io.corral.raft.message.SnapshotMeta;
import io.corral.raft.port.LogStorage;
import io.corral.raft.port.RestoredLog;
import io.corral.raft.port.SnapshotStorage;
import java.io.IOException;
import java.util.TreeSet;

/** Brings snapshot and log together at the start, as a crash may have left them. */
final class Restoration {
    private static final String REMEDY = "While a majority of the others is in good health, empty the data directory of"
            + " this node; they bring it up to date";

    private Restoration() {}

    /**
     * The newest readable snapshot, or none.
     *
     * @throws IOException when the snapshot belongs to a group of other members than the configured ones: each side would count
     *     majorities of its own
     */
    static SnapshotMeta newestSnapshot(Membership configured, SnapshotStorage snapshots) throws IOException {
        SnapshotMeta newest = snapshots.newestValid().orElse(SnapshotMeta.none(configured));
        if (!newest.membership().equals(configured)) {
            throw new IOException("the snapshot at index " + newest.index() + " belongs to a group of "
                    + describe(newest.membership()) + ", but this node is configured for "
                    + describe(configured) + ". The members of a group cannot be changed by editing the"
                    + " configuration: configure the members of the snapshot again, on every node; or, to begin a new"
                    + " group without the old data, empty the data directories of all its nodes");
        }
        return newest;
    }

    private static String describe(Membership membership) {
        String voters = "voters " + new TreeSet<>(membership.voters());
        return membership.learners().isEmpty()
                ? voters
                : voters + " and learners " + new TreeSet<>(membership.learners());
    }

    /**
     * What the core starts from.
     *
     * @throws IOException when entries between the snapshot and the log are missing
     */
    static RestoredState reconcile(SnapshotMeta snapshot, LogStorage log) throws IOException {
        RestoredLog restored = log.restored();
        if (!snapshot.isNone() && restored.hardState().equals(HardState.INITIAL)) {
            throw new IOException("there is a snapshot at index " + snapshot.index() + ", but the log with the votes of"
                    + " this node is gone: it must not vote again. " + REMEDY);
        }
        if (snapshot.index() < log.firstIndex() - 1) {
            throw new IOException("the log begins at index " + log.firstIndex()
                    + ", but the newest readable snapshot ends at " + snapshot.index()
                    + ": the entries between them are missing. " + REMEDY);
        }
        if (!continues(snapshot, log)) {
            // The process ended between publishing a leader's snapshot and resetting the log to it.
            log.resetTo(snapshot);
        }
        return new RestoredState(
                restored.hardState(), snapshot.membership(), snapshot, log.firstIndex(), log.lastIndex());
    }

    private static boolean continues(SnapshotMeta snapshot, LogStorage log) {
        if (snapshot.index() > log.lastIndex()) {
            return false;
        }
        return snapshot.index() < log.firstIndex() || log.termAt(snapshot.index()) == snapshot.term();
    }
}
