package io.corral.raft.core.progress;

import io.corral.raft.message.SnapshotMeta;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a leader knows of one other node. Lives as long as the leadership. */
public final class FollowerProgress {

    private final long id;
    private final InflightWindow inflight = new InflightWindow();
    private final LagMarks lag = new LagMarks();
    private FollowerMode mode = FollowerMode.PROBE;

    /** Up to here the follower's log is durable and the leader's; never goes back. */
    private long matchIndex;

    /** First entry not yet sent (or, while probing, to be tried); always greater than {@code matchIndex}. */
    private long nextIndex;

    /** While probing: a probe has been sent and not been answered. */
    private boolean probeUnderWay;

    /** Newest commit index the follower was told. */
    private long toldCommit;

    /** Newest read round the follower has answered. */
    private long answeredRound;

    /** When the leader last heard of it. */
    private long contactNanos;

    /** The incarnation it says it recovers as; 0 = it does not. */
    private long recovering;

    /** The incarnation it may go on as without further ado; 0 = none. */
    private long welcomed;

    /** Whether it has said anything of itself. */
    private boolean answered;

    /** Present in mode SNAPSHOT only. */
    private @Nullable SnapshotTransfer transfer;

    /**
     * A follower of which nothing is known yet.
     *
     * @param nextIndex where to probe first
     * @param nowNanos counts as the first contact, so that a new leader has time to reach its followers
     */
    public FollowerProgress(long id, long nextIndex, long nowNanos) {
        this.id = id;
        this.nextIndex = nextIndex;
        contactNanos = nowNanos;
    }

    /** The node. */
    public long id() {
        return id;
    }

    /** How to send to it. */
    public FollowerMode mode() {
        return mode;
    }

    /** Known to be durable there. */
    public long matchIndex() {
        return matchIndex;
    }

    /** What of that counts: nothing while the node may have forgotten what it acknowledged before. */
    public long vouchedIndex() {
        return recovering == 0 ? matchIndex : 0;
    }

    /** Newest read round it has answered, which counts under the same condition. */
    public long vouchedRound() {
        return recovering == 0 ? answeredRound : 0;
    }

    /** When the leader last heard of it, which counts under the same condition; otherwise long ago. */
    public long vouchedContactNanos() {
        return recovering == 0 ? contactNanos : 0;
    }

    /** Whether it may have forgotten something. */
    public boolean isRecovering() {
        return recovering != 0;
    }

    /** The incarnation as which it says it recovers; 0 = it does not. */
    public long incarnation() {
        return recovering;
    }

    /** It says whether, and as which incarnation, it recovers. */
    public void recovers(long incarnation) {
        recovering = incarnation;
        answered = true;
    }

    /** Whether it has said that. */
    public boolean hasAnswered() {
        return answered;
    }

    /** The incarnation that nobody can have counted on; 0 = none. */
    public long welcomed() {
        return welcomed;
    }

    /** Nobody can have counted on this incarnation. */
    public void welcome(long incarnation) {
        welcomed = incarnation;
    }

    /** First entry to send. */
    public long nextIndex() {
        return nextIndex;
    }

    /** Bytes of entries under way. */
    public long inflightBytes() {
        return inflight.bytes();
    }

    /** Entries under way. */
    public long inflightEntries() {
        return mode == FollowerMode.REPLICATE ? nextIndex - 1 - matchIndex : 0;
    }

    /** How long it has been without the oldest entry that it lacks, in nanoseconds; 0 = it lacks none. */
    public long lagNanos(long nowNanos) {
        return lag.lagNanos(nowNanos);
    }

    /** The log that it is to have is so long now; at each tick. */
    public void noteLog(long lastIndex, long nowNanos) {
        if (lastIndex > matchIndex) {
            lag.note(lastIndex, nowNanos);
        }
    }

    /** When the leader last heard of it. */
    public long contactNanos() {
        return contactNanos;
    }

    /** Newest read round answered. */
    public long answeredRound() {
        return answeredRound;
    }

    /** Whether it has been told of this commit index. */
    public boolean knowsCommit(long commitIndex) {
        return toldCommit >= commitIndex;
    }

    /** A message with this commit index was sent. */
    public void toldCommit(long commitIndex) {
        toldCommit = commitIndex;
    }

    /** The transfer under way; only in mode SNAPSHOT. */
    public SnapshotTransfer transfer() {
        return Objects.requireNonNull(transfer);
    }

    /** The entries it still needs are those after this index, as far as is known. */
    public long neededAfter() {
        return switch (mode) {
            case PROBE -> nextIndex - 1;
            case REPLICATE -> matchIndex;
            case SNAPSHOT -> transfer().meta().index();
        };
    }

    /** Any message of it has arrived. */
    public void heard(long nowNanos) {
        contactNanos = nowNanos;
    }

    /** It has answered a read round. */
    public void answered(long round) {
        answeredRound = Math.max(answeredRound, round);
    }

    /** Whether entries may be sent now, given the limit of bytes in flight. */
    public boolean maySendEntries(long maxInflightBytes) {
        return switch (mode) {
            case PROBE -> !probeUnderWay;
            case REPLICATE -> inflight.bytes() < maxInflightBytes;
            case SNAPSHOT -> false;
        };
    }

    /** Entries were sent (perhaps none, as a probe). */
    public void sent(int entries, long bytes) {
        if (mode == FollowerMode.PROBE) {
            probeUnderWay = true;
        } else if (entries > 0) {
            nextIndex += entries;
            inflight.sent(nextIndex - 1, bytes);
        }
    }

    /**
     * It agrees up to {@code index} and has that durable.
     *
     * @param boundaryIndex last index no longer in the leader's log: a snapshot is needed no more once the follower is there
     */
    public void accepted(long index, long boundaryIndex) {
        matchIndex = Math.max(matchIndex, index);
        nextIndex = Math.max(nextIndex, matchIndex + 1);
        inflight.acknowledged(matchIndex);
        lag.reached(matchIndex);
        if (mode == FollowerMode.PROBE) {
            mode = FollowerMode.REPLICATE;
            probeUnderWay = false;
        } else if (mode == FollowerMode.SNAPSHOT && matchIndex >= boundaryIndex) {
            probeFrom(matchIndex + 1);
        }
    }

    /** Whether a refusal at this index tells something new, rather than being an old one that was under way. */
    public boolean isNewRefusal(long refusedIndex) {
        return switch (mode) {
            case PROBE -> refusedIndex == nextIndex - 1 && refusedIndex > matchIndex;
            case REPLICATE -> refusedIndex > matchIndex && refusedIndex < nextIndex;
            case SNAPSHOT -> false;
        };
    }

    /** Tries one message at a time from this index on, never before what is known to match. */
    public void probeFrom(long index) {
        mode = FollowerMode.PROBE;
        nextIndex = Math.max(index, matchIndex + 1);
        probeUnderWay = false;
        transfer = null;
        inflight.clear();
    }

    /** Messages may have been lost. */
    public void unreachable() {
        if (mode == FollowerMode.REPLICATE) {
            probeFrom(matchIndex + 1);
        }
    }

    /** Starts (or starts again) with this snapshot. */
    public void beginSnapshot(SnapshotMeta meta) {
        mode = FollowerMode.SNAPSHOT;
        transfer = new SnapshotTransfer(meta);
        inflight.clear();
    }
}
