package io.corral.raft.node;

import io.corral.raft.core.HardState;
import io.corral.raft.core.RestoredState;
import io.corral.raft.core.membership.Membership;
import io.corral.raft.message.LogEntry;
import io.corral.raft.message.SnapshotMeta;
import io.corral.raft.port.LogStorage;
import io.corral.raft.port.RestoredLog;
import io.corral.raft.port.SnapshotStorage;
import java.io.IOException;
import java.util.List;

/** Brings snapshot and log together at the start, as a crash may have left them. */
final class Restoration {
    private static final String REMEDY = "While a majority of the others is in good health, empty the data directory of"
            + " this node; they bring it up to date";

    private Restoration() {}

    /** The newest readable snapshot, or none. */
    static SnapshotMeta newestSnapshot(Membership configured, SnapshotStorage snapshots) throws IOException {
        return snapshots.newestValid().orElse(SnapshotMeta.none(configured));
    }

    /**
     * Compares the nodes of the group, as the disk has them, with the configured ones. In what capacity they are members the disk
     * alone says.
     *
     * @throws IOException when they are others: whoever edited the configuration expects something else of the group than it will do
     */
    static void checkMembers(Membership configured, RestoredState restored) throws IOException {
        Membership recorded = restored.membership();
        if (!recorded.all().equals(configured.all())) {
            throw new IOException("the data of this node, up to index " + restored.lastIndex()
                    + ", belongs to a group of " + recorded + ", but this node is configured for " + configured
                    + ". The members of a group cannot be changed by editing the configuration: configure the members"
                    + " of the group again, on every node; or, to begin a new group without the old data, empty the"
                    + " data directories of all its nodes");
        }
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
        List<LogEntry> memberships = restored.memberships();
        if (!continues(snapshot, log)) {
            // The process ended between publishing a leader's snapshot and resetting the log to it.
            log.resetTo(snapshot);
            memberships = List.of();
        }
        return new RestoredState(
                hardState(restored, snapshot, log), snapshot, memberships, log.firstIndex(), log.lastIndex());
    }

    /**
     * Entries may be applied here before they are durable here, since a majority has them; so a snapshot of the state can become
     * durable before the term of its last entry does. No vote was given in that term: it would be durable.
     */
    private static HardState hardState(RestoredLog restored, SnapshotMeta snapshot, LogStorage log) {
        HardState found = restored.hardState();
        long term = Math.max(snapshot.term(), log.lastIndex() < log.firstIndex() ? 0 : log.termAt(log.lastIndex()));
        return term <= found.term() ? found : new HardState(term, found.fresh() ? HardState.FRESH : 0);
    }

    private static boolean continues(SnapshotMeta snapshot, LogStorage log) {
        if (snapshot.index() > log.lastIndex()) {
            return false;
        }
        return snapshot.index() < log.firstIndex() || log.termAt(snapshot.index()) == snapshot.term();
    }
}
