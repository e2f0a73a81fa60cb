package io.corral.raft.core;

import io.corral.raft.message.Envelope;
import io.corral.raft.message.LogEntry;
import java.util.List;
import java.util.Optional;

/**
 * What one step of a {@link RaftCore} asks of its driver. Data only; all lists are unmodifiable and usually empty. What must not
 * happen before something is durable is a field of its own, so that a driver cannot get it wrong by reordering.
 *
 * @param persist to be made durable in order by the log thread; the driver may go on stepping meanwhile
 * @param sendNow messages that assert nothing about this node's disk: may go at once
 * @param sendAfterPersist messages that may go only when this step's persist <em>and every earlier one</em> are durable
 * @param committed newly committed entries in index order, of all types, for the apply thread
 * @param readsGranted linearizable reads that may be answered
 * @param readsRefused ids of reads that cannot be answered: no leader, leadership lost, or too many; ask again
 * @param roleChange present when role, term or known leader changed
 * @param snapshotWork work with snapshots, in order
 * @param membershipNews what there is to say about the members
 * @param transfersAnswered how requests to transfer leadership have ended
 * @param entriesRefused present when a leader's entries could not be taken, which somebody should hear of; may be so again at every step
 */
public record Effects(
        Optional<Persist> persist,
        List<Envelope> sendNow,
        List<Envelope> sendAfterPersist,
        List<LogEntry> committed,
        List<ReadGrant> readsGranted,
        List<Long> readsRefused,
        Optional<RoleChange> roleChange,
        List<SnapshotWork> snapshotWork,
        List<MembershipNews> membershipNews,
        List<TransferAnswer> transfersAnswered,
        Optional<RefusedEntries> entriesRefused) {

    /** Nothing to do. */
    public static final Effects NONE = new Effects(
            Optional.empty(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            Optional.empty(),
            List.of(),
            List.of(),
            List.of(),
            Optional.empty());
}
