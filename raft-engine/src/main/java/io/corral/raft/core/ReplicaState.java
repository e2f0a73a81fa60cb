package io.corral.raft.core;

import io.corral.raft.core.log.LogReader;
import io.corral.raft.core.log.RaftLog;
import io.corral.raft.core.membership.Membership;
import io.corral.raft.core.membership.MembershipCodec;
import io.corral.raft.core.membership.MembershipHistory;
import io.corral.raft.core.progress.InflightWindow;
import io.corral.raft.core.quorum.Quorum;
import io.corral.raft.message.EntryType;
import io.corral.raft.message.LogEntry;
import io.corral.raft.message.PeerMessage;
import io.corral.raft.message.SnapshotMeta;
import java.util.List;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/** What a replica knows in whatever role: the durable part (term, vote, log) and what follows from it. One step at a time changes it. */
final class ReplicaState {

    private static final int REQUEST_ID_BITS = 62;

    final RaftSettings settings;
    final RaftLog log;
    final Outbox outbox;
    final ElectionTimer timer;
    final DiskWatch disk;
    final VoterPromise promise;
    final ClockReadings clock = new ClockReadings();
    final Freshness freshness = new Freshness();

    private final RandomGenerator random;
    private final MembershipHistory memberships;
    private Quorum quorum;
    private long term;

    /** Node voted for in this term; 0 = none. */
    private long votedFor;

    /** Whether this node may have forgotten votes and entries. */
    private final Recovery recovery;

    /** Leader of this term as far as known; 0 = unknown. */
    private long leaderId;

    /** Known to be committed; never goes back. */
    private long commitIndex;

    /** Newest commit index a leader has spoken of; the log may not reach that far yet. */
    private long heardCommitIndex;

    /** Handed to the apply thread; at most {@code commitIndex}. */
    private long handedOutIndex;

    /** Applied by the state machine; at most {@code handedOutIndex}. */
    private long appliedIndex;

    /** Handed out and not yet applied. */
    private final InflightWindow unapplied = new InflightWindow();

    /** Newest own durable snapshot. */
    private SnapshotMeta snapshot;

    /** Whether the disk of the log takes writes. */
    private boolean diskWritable = true;

    /** Time that has passed for this node since its first tick, in nanoseconds; what counts of a pause is bounded. */
    private long now;

    /** What part of a heartbeat interval had passed at the latest tick. */
    private long sinceBeat;

    ReplicaState(RaftSettings settings, RestoredState restored, LogReader reader, RandomGenerator random) {
        this.settings = settings;
        this.random = random;
        memberships = memberships(restored);
        quorum = new Quorum(memberships.inForce());
        term = restored.hardState().term();
        recovery = new Recovery(restored.hardState(), random);
        votedFor = recovery.isUnderWay() ? 0 : restored.hardState().votedFor();
        snapshot = restored.snapshot();
        commitIndex = snapshot.index();
        handedOutIndex = commitIndex;
        appliedIndex = commitIndex;
        log = openLog(restored, reader);
        outbox = new Outbox(settings.group(), settings.nodeId());
        timer = new ElectionTimer(settings, random);
        disk = new DiskWatch(settings);
        promise = new VoterPromise(settings);
    }

    private static MembershipHistory memberships(RestoredState restored) {
        SnapshotMeta snapshot = restored.snapshot();
        MembershipHistory history = new MembershipHistory(snapshot.index(), snapshot.membership());
        for (LogEntry entry : restored.memberships()) {
            if (entry.index() > snapshot.index()) {
                history.append(entry.index(), MembershipCodec.decode(entry.payload()));
            }
        }
        return history;
    }

    /** The term just before the first entry is needed to check what follows; where it is unknown, that entry is given up for it. */
    private static RaftLog openLog(RestoredState restored, LogReader reader) {
        long beforeFirst = restored.firstIndex() - 1;
        if (beforeFirst == restored.snapshot().index()) {
            return new RaftLog(beforeFirst, restored.snapshot().term(), restored.lastIndex(), reader);
        }
        if (beforeFirst == 0) {
            return new RaftLog(0, 0, restored.lastIndex(), reader);
        }
        return new RaftLog(restored.firstIndex(), reader.termAt(restored.firstIndex()), restored.lastIndex(), reader);
    }

    long self() {
        return settings.nodeId();
    }

    RaftLimits limits() {
        return settings.limits();
    }

    /** The membership in force, committed or not. */
    Membership membership() {
        return memberships.inForce();
    }

    MembershipHistory memberships() {
        return memberships;
    }

    Quorum quorum() {
        return quorum;
    }

    /**
     * A node that is no voter any more by an entry not known to be committed may still be needed to commit that very entry (thesis,
     * section 4.2.2). One whose disk holds things up could not make its own vote durable.
     */
    boolean mayCampaign() {
        return memberships.anyMatches(membership -> membership.mayLead(self()))
                && !membership().isWitness(self())
                && mayElect(log.lastIndex())
                && mayPromiseVote();
    }

    /**
     * Whether a vote would become durable soon, as far as anybody knows: nothing that was handed to the disk before is held up there,
     * because it refuses or hangs.
     */
    boolean mayPromiseVote() {
        return diskWritable && !disk.hangs();
    }

    boolean diskIsWritable() {
        return diskWritable;
    }

    void diskIs(boolean writable) {
        diskWritable = writable;
    }

    /**
     * Whether this node may help a log that ends there to win. One that recovers may have acknowledged entries that are neither in
     * that log nor any longer in its own, so it elects nobody but, when it is fresh, the first leader of a new group,
     * as one of that group's first voters.
     */
    boolean mayElect(long lastLogIndex) {
        return recovery.mayElect(lastLogIndex)
                && (!recovery.isUnderWay() || membership().isVoter(self()));
    }

    /** Names this run of a node that recovers; 0 when it does not. */
    long incarnation() {
        return recovery.incarnation();
    }

    /**
     * A leader knows that this incarnation has never counted for anything, and that it agrees with the log up to this commit index.
     * Once that is durable here nothing is missing.
     */
    void welcomedBy(long incarnation, long leaderCommit) {
        if (recovery.isUnderWay()
                && incarnation == recovery.incarnation()
                && leaderCommit <= log.durableIndex()
                && log.matches(leaderCommit, term)) {
            endRecovery();
        }
    }

    /** Everything up to this persist is durable. */
    void persisted(long sequence) {
        log.persisted(sequence);
        recovery.persisted(sequence);
    }

    private void endRecovery() {
        recovery.over(log.nextPersist());
        persistHardState();
    }

    /** Voters but for this node, in ascending order. */
    List<Long> otherVoters() {
        Membership membership = membership();
        return membership.all().stream()
                .filter(node -> node != self() && membership.isVoter(node))
                .toList();
    }

    long term() {
        return term;
    }

    long votedFor() {
        return votedFor;
    }

    long leaderId() {
        return leaderId;
    }

    long commitIndex() {
        return commitIndex;
    }

    long handedOutIndex() {
        return handedOutIndex;
    }

    long appliedIndex() {
        return appliedIndex;
    }

    SnapshotMeta snapshot() {
        return snapshot;
    }

    long now() {
        return now;
    }

    /** The clock was read. */
    void clockReads(long nanos) {
        clock.read(nanos);
        promise.clockReads(nanos);
    }

    /** A round ends; the clock was read, or not. */
    void roundEnds(OptionalLong reading) {
        clock.roundEnds(reading);
        reading.ifPresent(promise::clockReads);
    }

    /** The leader of this term has spoken. */
    void leaderSpeaks() {
        timer.leaderHeard(now);
        promise.make();
    }

    /**
     * Time passes; it never goes back.
     *
     * @param nanos how much of it
     * @param clock what the node's monotonic clock shows
     */
    void pass(long nanos, long clock) {
        now += Math.max(0, nanos);
        sinceBeat = Math.floorMod(clock, settings.heartbeat().toNanos());
    }

    /**
     * When the next heartbeat is due: at the full intervals of the node's clock, at the same time in all groups of a node, so that what
     * they have for the same peer travels together.
     */
    long nextBeat() {
        return now + settings.heartbeat().toNanos() - sinceBeat;
    }

    /** Moves to a later term, in which nothing is known and nobody voted for. */
    void enterTerm(long newTerm) {
        CoreInvariants.termAdvances(term, newTerm);
        term = newTerm;
        votedFor = 0;
        leaderIs(0);
        persistHardState();
    }

    /** Gives this term's only vote. */
    void voteFor(long node) {
        CoreInvariants.votesOnce(votedFor, node);
        if (votedFor != node) {
            votedFor = node;
            recovery.over(log.nextPersist());
            persistHardState();
        }
    }

    private void persistHardState() {
        outbox.persist(new HardState(term, recovery.isUnderWay() ? recovery.mark() : votedFor));
    }

    void leaderIs(long node) {
        leaderId = node;
        if (node == 0) {
            timer.forgetLeader();
        }
    }

    /** Whether this node leads or has lately heard of a leader that it must not help to depose. */
    boolean sticksToLeader() {
        return promise.binds() || leaderId == self() || (leaderId != 0 && timer.sticksToLeader(now));
    }

    void append(LogEntry entry) {
        log.append(entry);
        outbox.persist(entry);
        if (entry.type() == EntryType.MEMBERSHIP) {
            memberships.append(entry.index(), MembershipCodec.decode(entry.payload()));
            quorum = new Quorum(membership());
        }
    }

    /** Appends an entry of the current term. */
    LogEntry append(EntryType type, byte[] payload) {
        LogEntry entry = new LogEntry(log.lastIndex() + 1, term, type, payload);
        append(entry);
        return entry;
    }

    void truncateFrom(long index) {
        CoreInvariants.truncatesUncommitted(commitIndex, index);
        log.truncateFrom(index);
        outbox.persistTruncation(index);
        memberships.truncateFrom(index);
        quorum = new Quorum(membership());
    }

    /** A leader says that everything up to here is committed; this log agrees with its log up to {@code match}. */
    void commitTo(long leaderCommit, long match) {
        heardCommitIndex = Math.max(heardCommitIndex, leaderCommit);
        commitTo(Math.min(leaderCommit, match));
    }

    /** Whether this node knows all entries that it knows to be committed; otherwise it is still in the past. */
    boolean isInThePresent() {
        return commitIndex >= heardCommitIndex;
    }

    /** Everything up to here is committed; a smaller index changes nothing. */
    void commitTo(long index) {
        commitIndex = Math.max(commitIndex, index);
        memberships.committedTo(commitIndex);
        if (recovery.isEndedBy(memberships.committed(), self())) {
            endRecovery();
        }
    }

    void handedOut(long index, long bytes) {
        handedOutIndex = index;
        unapplied.sent(index, bytes);
    }

    /** Bytes of entries handed out and not yet applied. */
    long unappliedBytes() {
        return unapplied.bytes();
    }

    void applied(long index) {
        CoreInvariants.appliesWhatWasHandedOut(handedOutIndex, index);
        appliedIndex = Math.max(appliedIndex, index);
        unapplied.acknowledged(index);
    }

    void snapshotIs(SnapshotMeta meta) {
        snapshot = meta;
    }

    /** A leader's snapshot has replaced log and state. */
    void resetTo(SnapshotMeta meta) {
        log.resetTo(meta.index(), meta.term());
        snapshot = meta;
        memberships.resetTo(meta.index(), meta.membership());
        quorum = new Quorum(membership());
        commitIndex = meta.index();
        handedOutIndex = meta.index();
        appliedIndex = meta.index();
        unapplied.clear();
        if (recovery.isEndedBy(meta.membership(), self())) {
            endRecovery();
        }
    }

    /** Sends what is true once the log is durable up to {@code index}: at once when it already is. */
    void sendOnceDurable(long to, PeerMessage message, long index) {
        if (index <= log.durableIndex() && !outbox.hasHardState()) {
            outbox.send(to, message);
        } else {
            outbox.sendAfterPersist(to, message);
        }
    }

    /** A random number, as good as certainly used by no other request, not even of an earlier run of this node. */
    long newRequestId() {
        return random.nextLong(1L << REQUEST_ID_BITS);
    }
}
