package io.corral.raft.core;

import io.corral.raft.core.membership.Membership;
import io.corral.raft.core.progress.FollowerMode;
import java.util.List;

/**
 * How a core stands at one moment.
 *
 * @param nodeId this node
 * @param role what it is
 * @param term its current term
 * @param leaderId the leader as far as known; 0 = unknown
 * @param membership the membership in force: that of the newest entry that says so, committed or not
 * @param committedMembership the newest membership known to be committed
 * @param commitIndex last index known to be committed
 * @param appliedIndex last index the state machine has applied
 * @param firstIndex first index still in the log
 * @param lastIndex last index in the log, durable or not
 * @param durableIndex last index that is durable here
 * @param snapshotIndex index of the newest snapshot; 0 = none
 * @param keptLogBytes what of the log a leader keeps for other nodes alone, in bytes
 * @param leaseNanos what is left of a leader's lease as of the latest tick, in nanoseconds; 0 = none
 * @param peers what a leader knows of the others, in order of id; empty unless leading
 */
public record RaftStatus(
        long nodeId,
        RaftRole role,
        long term,
        long leaderId,
        Membership membership,
        Membership committedMembership,
        long commitIndex,
        long appliedIndex,
        long firstIndex,
        long lastIndex,
        long durableIndex,
        long snapshotIndex,
        long keptLogBytes,
        long leaseNanos,
        List<PeerStatus> peers) {

    /**
     * What a leader knows of another node.
     *
     * @param id the node
     * @param mode how the leader sends to it
     * @param matchIndex known to be durable there
     * @param nextIndex sent next
     * @param inflightEntries sent and not yet acknowledged
     * @param inflightBytes the same in bytes
     * @param lagNanos how long it has been without the oldest entry that it lacks; 0 = it lacks none
     * @param sinceContactNanos nanoseconds since the leader last heard of it, as of the latest tick; pauses of the leader count little
     */
    public record PeerStatus(
            long id,
            FollowerMode mode,
            long matchIndex,
            long nextIndex,
            long inflightEntries,
            long inflightBytes,
            long lagNanos,
            long sinceContactNanos) {}
}
