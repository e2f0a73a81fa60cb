package io.corral.raft.core;

import io.corral.raft.core.membership.Membership;
import io.corral.raft.core.progress.CatchUpPace;
import io.corral.raft.core.progress.FollowerMode;
import io.corral.raft.core.progress.FollowerProgress;
import io.corral.raft.message.AppendReply;
import io.corral.raft.message.AppendRequest;
import io.corral.raft.message.LogEntry;
import io.corral.raft.message.SnapshotReply;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The leader's replication: finds where each follower's log agrees, pipelines entries from there within a window of bytes, and sends a
 * snapshot where the log no longer reaches back far enough.
 */
final class Replication {

    private final ReplicaState state;
    private final ReadRounds reads;
    private final Followers followers;
    private final CatchUpPace pace;
    private final SnapshotDelivery snapshots;

    Replication(ReplicaState state, ReadRounds reads, Followers followers) {
        this.state = state;
        this.reads = reads;
        this.followers = followers;
        pace = new CatchUpPace(state.limits().catchUp().bytesPerSecond(), state.now());
        snapshots = new SnapshotDelivery(state, followers, pace);
    }

    /** Commands of so many bytes were added to the log. */
    void written(long bytes) {
        pace.written(bytes);
    }

    /** The follower, having been heard of; null when nothing is sent to it. */
    @Nullable
    FollowerProgress heard(long node) {
        FollowerProgress follower = followers.find(node);
        if (follower != null) {
            follower.heard(state.now());
        }
        return follower;
    }

    /** Largest index durable on a majority, of whatever term. */
    long durableOnMajority() {
        return state.quorum().reachedByMajority(this::durableOn);
    }

    /** Newest read round a majority has answered. */
    long roundAnsweredByMajority() {
        return state.quorum()
                .reachedByMajority(node ->
                        isSelf(node) ? reads.round() : followers.of(node).vouchedRound());
    }

    /** The time at which a majority was last heard of. */
    long majorityContactNanos() {
        return state.quorum()
                .reachedByMajority(
                        node -> isSelf(node) ? state.now() : followers.of(node).vouchedContactNanos());
    }

    private boolean isSelf(long node) {
        return node == state.self();
    }

    /** The voter to lead next, which is the one that has most of the log; 0 when nobody may. */
    long successor() {
        long best = 0;
        long bestMatch = -1;
        for (FollowerProgress follower : followers.all()) {
            if (state.membership().mayLead(follower.id())
                    && !follower.isRecovering()
                    && follower.matchIndex() > bestMatch) {
                best = follower.id();
                bestMatch = follower.matchIndex();
            }
        }
        return best;
    }

    void replied(FollowerProgress follower, AppendReply reply) {
        follower.recovers(reply.recovering());
        follower.answered(Math.min(reply.readRound(), reads.round()));
        if (reply.success()) {
            if (reply.matchIndex() <= state.log.lastIndex()) {
                follower.accepted(reply.matchIndex(), state.log.boundaryIndex());
            }
        } else if (follower.isNewRefusal(reply.refusedIndex())) {
            follower.probeFrom(nextToTry(reply));
        }
    }

    /**
     * Where a follower may agree that does not at {@code refusedIndex}. If this log has entries of the conflicting term before that, the
     * last of them; otherwise the follower's whole term is skipped.
     */
    private long nextToTry(AppendReply reply) {
        long before = reply.refusedIndex() - 1;
        long sameTerm = reply.conflictTerm() == 0 ? -1 : state.log.lastIndexOfTerm(reply.conflictTerm(), before);
        long next = sameTerm >= 0 ? sameTerm + 1 : reply.conflictIndex();
        return Math.max(1, Math.min(next, reply.refusedIndex()));
    }

    void replied(FollowerProgress follower, SnapshotReply reply) {
        snapshots.replied(follower, reply);
    }

    /** Sends every follower what it may be sent now. */
    void sendEntries() {
        for (FollowerProgress follower : followers.all()) {
            sendEntries(follower);
            snapshots.send(follower);
            CoreInvariants.follower(follower.matchIndex(), follower.nextIndex(), state.log.lastIndex());
        }
    }

    private void sendEntries(FollowerProgress follower) {
        boolean hasRead = false;
        while (follower.maySendEntries(state.limits().maxInflightBytes())) {
            boolean upToDate = follower.nextIndex() > lastFor(follower);
            boolean silent = follower.mode() == FollowerMode.REPLICATE && follower.knowsCommit(state.commitIndex());
            if (upToDate && silent) {
                return;
            }
            if (follower.nextIndex() <= state.log.boundaryIndex()) {
                snapshots.begin(follower);
                return;
            }
            if (!upToDate && !state.log.isInMemory(follower.nextIndex())) {
                if (hasRead || !(pace.allows(state.now()) || followers.isNeeded(follower))) {
                    // Everybody else waits for this disk: the rest goes in later rounds.
                    return;
                }
                hasRead = true;
            }
            List<LogEntry> entries = upToDate ? List.of() : nextEntries(follower);
            if (hasRead) {
                pace.spent(LogEntry.sizeBytes(entries));
            }
            send(follower, entries);
        }
    }

    /**
     * How far this follower is sent the log. A witness gets only what is durable on some full voter, one that stays: otherwise it
     * might refuse its vote to all of them for want of an entry that none of them has.
     */
    private long lastFor(FollowerProgress follower) {
        return followers.isWitness(follower.id()) ? durableOnFullVoter() : state.log.lastIndex();
    }

    private long durableOnFullVoter() {
        Membership membership = state.membership();
        long durable = 0;
        for (long voter : membership.voters()) {
            if (!membership.isWitness(voter)) {
                durable = Math.max(durable, durableOn(voter));
            }
        }
        return durable;
    }

    private long durableOn(long node) {
        return isSelf(node) ? state.log.durableIndex() : followers.of(node).vouchedIndex();
    }

    private List<LogEntry> nextEntries(FollowerProgress follower) {
        List<LogEntry> entries = state.log.slice(
                follower.nextIndex(), lastFor(follower) + 1, state.limits().maxAppendBytes());
        CoreInvariants.holdsPayloads(entries);
        return followers.isWitness(follower.id())
                ? entries.stream().map(LogEntry::withheld).toList()
                : entries;
    }

    private void send(FollowerProgress follower, List<LogEntry> entries) {
        long prevIndex = follower.nextIndex() - 1;
        sendAppend(follower, prevIndex, entries);
        follower.sent(entries.size(), LogEntry.sizeBytes(entries));
    }

    private void sendAppend(FollowerProgress follower, long prevIndex, List<LogEntry> entries) {
        state.outbox.send(
                follower.id(),
                new AppendRequest(
                        state.term(),
                        prevIndex,
                        prevIndex == 0 ? 0 : state.log.termAt(prevIndex),
                        entries,
                        state.commitIndex(),
                        reads.round(),
                        follower.welcomed()));
        follower.toldCommit(state.commitIndex());
    }

    /** A heartbeat also finds out what got lost: it checks the follower's log just before the next entry. */
    void sendHeartbeats() {
        for (FollowerProgress follower : followers.all()) {
            boolean receivesSnapshot = follower.mode() == FollowerMode.SNAPSHOT;
            if (!receivesSnapshot && follower.nextIndex() <= state.log.boundaryIndex()) {
                // The log was cut while the follower did not answer: what it may have missed can no longer be found
                // out.
                snapshots.begin(follower);
                receivesSnapshot = true;
            }
            sendAppend(follower, receivesSnapshot ? knownBefore(follower) : follower.nextIndex() - 1, List.of());
        }
    }

    /** Where a follower that receives a snapshot surely agrees; 0 when the log no longer reaches that far back. */
    private long knownBefore(FollowerProgress follower) {
        return follower.matchIndex() < state.log.boundaryIndex() ? 0 : follower.matchIndex();
    }

    /** Time has passed. */
    void tick() {
        for (FollowerProgress follower : followers.all()) {
            follower.noteLog(state.log.lastIndex(), state.now());
        }
        snapshots.tick();
    }
}
