package io.corral.raft.core;

import io.corral.raft.core.membership.Membership;
import io.corral.raft.core.membership.MembershipCodec;
import io.corral.raft.message.EntryType;
import io.corral.raft.message.LogEntry;
import io.corral.raft.message.SnapshotMeta;
import java.util.List;
import java.util.Optional;

/**
 * What a node finds on its disk when it starts. The state machine must already be restored from {@code snapshot}; the core hands
 * out the entries after it again once it learns that they are committed.
 *
 * @param hardState newest durable term and vote, and whether the node is fresh: it then elects nobody, itself included, who has
 *     entries, until it has caught up with a leader
 * @param snapshot newest valid snapshot, with the membership in force there; index 0 = none, and that membership is
 *     the group's first
 * @param memberships the log's entries of type {@link EntryType#MEMBERSHIP}, in order; those the snapshot covers may be missing
 * @param firstIndex first index in the log; at most {@code snapshot.index() + 1}
 * @param lastIndex last index in the log; {@code firstIndex - 1} when it is empty. Never before {@code snapshot.index()}: a log that
 *     ends earlier has to be reset to the snapshot first.
 * @param received what is left of a snapshot that a leader was sending
 */
public record RestoredState(
        HardState hardState,
        SnapshotMeta snapshot,
        List<LogEntry> memberships,
        long firstIndex,
        long lastIndex,
        Optional<ReceivedPart> received) {

    /** With nothing left of a snapshot from a leader. */
    public RestoredState(
            HardState hardState, SnapshotMeta snapshot, List<LogEntry> memberships, long firstIndex, long lastIndex) {
        this(hardState, snapshot, memberships, firstIndex, lastIndex, Optional.empty());
    }

    /** Checks that snapshot and log meet. */
    public RestoredState {
        if (firstIndex < 1
                || firstIndex > snapshot.index() + 1
                || lastIndex < snapshot.index()
                || lastIndex < firstIndex - 1) {
            throw new IllegalArgumentException(
                    "log " + firstIndex + ".." + lastIndex + " does not meet snapshot at " + snapshot.index());
        }
    }

    /** The same with this part of a snapshot from a leader. */
    public RestoredState withReceived(Optional<ReceivedPart> part) {
        return new RestoredState(hardState, snapshot, memberships, firstIndex, lastIndex, part);
    }

    /** The membership in force at the end of the log. */
    public Membership membership() {
        return memberships.isEmpty() || lastMembership().index() <= snapshot.index()
                ? snapshot.membership()
                : MembershipCodec.decode(lastMembership().payload());
    }

    private LogEntry lastMembership() {
        return memberships.get(memberships.size() - 1);
    }

    /** A node that has never run. */
    public static RestoredState initial(Membership membership) {
        return new RestoredState(HardState.INITIAL, SnapshotMeta.none(membership), List.of(), 1, 0);
    }
}
