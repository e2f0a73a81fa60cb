package io.corral.raft.node;

import io.corral.raft.core.HardState;
import io.corral.raft.core.Persist;
import io.corral.raft.core.RestoredState;
import io.corral.raft.core.membership.Membership;
import io.corral.raft.message.LogEntry;
import io.corral.raft.message.SnapshotMeta;
import io.corral.raft.port.LogStorage;
import io.corral.raft.port.RestoredLog;
import io.corral.raft.port.SnapshotStorage;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings snapshot and log together at the start, as a crash may have left them. */
final class Restoration {
    /** Two are a majority without the third. */
    private static final int FEWEST_OTHERS = 2;

    private static final Logger LOG = LoggerFactory.getLogger(Restoration.class);

    private Restoration() {}

    /** The newest readable snapshot, or none. */
    static SnapshotMeta newestSnapshot(Membership configured, SnapshotStorage snapshots) throws IOException {
        return snapshots.newestValid().orElse(SnapshotMeta.none(configured));
    }

    /**
     * Compares the nodes of the group, as the disk has them, with the configured ones. In what capacity they are members the disk
     * alone says.
     *
     * @throws OtherMembersException when they are others: whoever edited the configuration expects something else of the group than
     *     it will do
     */
    static void checkMembers(Membership configured, RestoredState restored) throws OtherMembersException {
        Membership recorded = restored.membership();
        if (!recorded.all().equals(configured.all())) {
            throw new OtherMembersException(recorded, configured, restored.lastIndex());
        }
    }

    /**
     * What the core starts from. Where something is missing that the node may have acknowledged, it recovers, if there are others to
     * recover from; that is durable before anything else is changed.
     *
     * @param self this node
     * @throws IOException when something is missing and nobody can replace it
     */
    static RestoredState reconcile(long self, SnapshotMeta snapshot, LogStorage log) throws IOException {
        RestoredLog restored = log.restored();
        Optional<String> loss = loss(snapshot, log);
        if (loss.isPresent()) {
            HardState lost =
                    new HardState(Math.max(snapshot.term(), restored.hardState().term()), HardState.LOST);
            requireOthers(self, snapshot.membership(), loss.get());
            LOG.error("{}. This node does not vote until its peers have repaired it", loss.get());
            log.persist(List.of(new Persist(0, Optional.of(lost), OptionalLong.empty(), List.of())));
            log.resetTo(snapshot);
            return new RestoredState(lost, snapshot, List.of(), log.firstIndex(), log.lastIndex());
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
     * durable before the term of its last entry does. No vote was given in that term: it would be durable. A node that has lost its
     * log, terms included, still has those of its snapshot.
     */
    private static HardState hardState(RestoredLog restored, SnapshotMeta snapshot, LogStorage log) {
        HardState found = restored.hardState();
        long term = Math.max(snapshot.term(), log.lastIndex() < log.firstIndex() ? 0 : log.termAt(log.lastIndex()));
        return term <= found.term() ? found : new HardState(term, Math.min(0, found.votedFor()));
    }

    private static Optional<String> loss(SnapshotMeta snapshot, LogStorage log) {
        if (!snapshot.isNone() && log.restored().hardState().equals(HardState.INITIAL)) {
            return Optional.of("There is a snapshot at index " + snapshot.index()
                    + ", but the log with the votes of this node is gone");
        }
        if (snapshot.index() < log.firstIndex() - 1) {
            return Optional.of("The log begins at index " + log.firstIndex()
                    + ", but the newest readable snapshot ends at " + snapshot.index()
                    + ": the entries between them are missing");
        }
        return Optional.empty();
    }

    /**
     * Only a majority without this node can take its vote away and give it back. What this node knows of the members may be old: who was
     * a learner may vote by now. A node that joined the group later, and has lost its snapshots, knows of no members; but those that let
     * it in do.
     *
     * @throws IOException when there is none
     */
    static void requireOthers(long self, Membership members, String loss) throws IOException {
        Set<Long> others = new TreeSet<>(members.all());
        others.remove(self);
        if (!members.voters().isEmpty() && others.size() < FEWEST_OTHERS) {
            throw new IOException(loss + ". A group with " + members
                    + " cannot repair it. Restore the data directory of this node from a copy; or, to give up what is"
                    + " lost, empty the data directories of all nodes of the group");
        }
    }

    private static boolean continues(SnapshotMeta snapshot, LogStorage log) {
        if (snapshot.index() > log.lastIndex()) {
            return false;
        }
        return snapshot.index() < log.firstIndex() || log.termAt(snapshot.index()) == snapshot.term();
    }
}
