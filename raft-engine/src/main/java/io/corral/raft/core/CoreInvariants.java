package io.corral.raft.core;

import io.corral.raft.core.membership.Membership;
import io.corral.raft.core.membership.MembershipHistory;
import io.corral.raft.message.EntryType;
import io.corral.raft.message.LogEntry;
import java.util.List;

/**
 * What must hold in a core whatever its peers do. A violation is a defect of the core itself, so it ends in an {@link
 * IllegalStateException}. All checks are cheap and always on.
 */
final class CoreInvariants {

    private CoreInvariants() {}

    static void termAdvances(long term, long newTerm) {
        check(newTerm > term, "term goes from ", term, " to ", newTerm);
    }

    static void votesOnce(long votedFor, long node) {
        check(votedFor == 0 || votedFor == node, "second vote in a term: ", votedFor, " then ", node);
    }

    static void truncatesUncommitted(long commitIndex, long index) {
        check(index > commitIndex, "committed entries cut off: commit ", commitIndex, " cut at ", index);
    }

    static void appliesWhatWasHandedOut(long handedOut, long index) {
        check(index <= handedOut, "applied beyond what was handed out: ", handedOut, " applied ", index);
    }

    static void capturesWhatWasApplied(long applied, long index) {
        check(index <= applied, "snapshot beyond what was applied: ", applied, " snapshot ", index);
    }

    /** Checked by a leader for what it sends: one that was a witness has nothing to send. */
    static void holdsPayloads(List<LogEntry> entries) {
        for (LogEntry entry : entries) {
            check(
                    entry.type() != EntryType.WITHHELD,
                    "a leader without payload of ",
                    entry.index(),
                    " of ",
                    entry.term());
        }
    }

    /** Checked by a leader before it appends a membership: one change at a time, and of voters only through a joint one. */
    static void changesSafely(ReplicaState state, Membership next) {
        long inForce = state.memberships().inForceIndex();
        check(inForce <= state.commitIndex(), "change before commit of ", inForce, ": ", state.commitIndex());
        Membership present = state.membership();
        boolean safe = present.isJoint()
                ? next.equals(present.settled())
                : (next.isJoint() ? next.outgoingVoters() : next.voters()).equals(present.voters());
        check(safe && next.isViable(), "unsafe change after ", inForce, " at ", state.log.lastIndex() + 1);
    }

    private static void memberships(ReplicaState state, Role role) {
        MembershipHistory memberships = state.memberships();
        long last = state.log.lastIndex();
        check(memberships.inForceIndex() <= last, "membership beyond the log: ", memberships.inForceIndex(), " ", last);
        check(
                memberships.committedIndex() <= state.commitIndex(),
                "membership taken for committed: ",
                memberships.committedIndex(),
                " of ",
                state.commitIndex());
        boolean campaigns = role.name() != RaftRole.FOLLOWER;
        check(
                !campaigns || !memberships.inForce().isWitness(state.self()),
                "a witness campaigns: ",
                state.self(),
                " in ",
                state.term());
    }

    /** Checked after every step. */
    static void afterStep(ReplicaState state, Role role) {
        long commit = state.commitIndex();
        long last = state.log.lastIndex();
        check(commit <= last, "commit index beyond the log: ", commit, " last ", last);
        check(state.handedOutIndex() <= commit, "handed out beyond commit: ", state.handedOutIndex(), " of ", commit);
        check(
                state.log.boundaryIndex() <= commit,
                "log begins beyond commit: ",
                state.log.boundaryIndex(),
                " of ",
                commit);
        check(state.log.durableIndex() <= last, "durable beyond the log: ", state.log.durableIndex(), " of ", last);
        check(
                state.log.lastTerm() <= state.term(),
                "log of a later term: ",
                state.log.lastTerm(),
                " in ",
                state.term());
        memberships(state, role);
        boolean leads = role.name() == RaftRole.LEADER;
        check(
                leads == (state.leaderId() == state.self()),
                "role and leader differ: ",
                state.self(),
                " ",
                state.leaderId());
        check(
                role.name() != RaftRole.CANDIDATE || state.votedFor() == state.self(),
                "candidate's vote is ",
                state.votedFor(),
                " of ",
                state.self());
    }

    /** Checked by a leader for each follower after every step. */
    static void follower(long matchIndex, long nextIndex, long lastIndex) {
        check(
                matchIndex < nextIndex,
                "follower's next entry is known already: match ",
                matchIndex,
                " next ",
                nextIndex);
        check(
                nextIndex <= lastIndex + 1,
                "follower's next entry beyond the log: next ",
                nextIndex,
                " last ",
                lastIndex);
    }

    private static void check(boolean holds, String what, long first, String and, long second) {
        if (!holds) {
            throw new IllegalStateException(what + first + and + second);
        }
    }
}
