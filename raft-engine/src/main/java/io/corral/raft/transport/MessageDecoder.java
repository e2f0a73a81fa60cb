package io.corral.raft.transport;

import io.corral.raft.core.membership.Membership;
import io.corral.raft.message.AppendReply;
import io.corral.raft.message.AppendRequest;
import io.corral.raft.message.EntryType;
import io.corral.raft.message.Envelope;
import io.corral.raft.message.LogEntry;
import io.corral.raft.message.PeerMessage;
import io.corral.raft.message.PreVoteReply;
import io.corral.raft.message.PreVoteRequest;
import io.corral.raft.message.ReadIndexReply;
import io.corral.raft.message.ReadIndexRequest;
import io.corral.raft.message.SnapshotChunk;
import io.corral.raft.message.SnapshotMeta;
import io.corral.raft.message.SnapshotReply;
import io.corral.raft.message.TimeoutNow;
import io.corral.raft.message.VoteReply;
import io.corral.raft.message.VoteRequest;
import io.corral.raft.transport.proto.Wire;
import io.corral.raft.transport.proto.Wire.EntryKind;
import io.corral.raft.transport.proto.Wire.RaftMessage;
import io.netty.handler.codec.CorruptedFrameException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Frames to messages. What does not make sense on its own is refused here and never reaches the core. */
final class MessageDecoder {
    /** No group ever gets this far; a later term would be remembered durably, and leave no room to elect anybody. */
    private static final long MAX_TERM = 1L << 62;

    private MessageDecoder() {}

    /**
     * The envelope in a frame.
     *
     * @throws CorruptedFrameException when a field is out of its range or the kind of message is unknown
     */
    static Envelope envelope(RaftMessage message) {
        check(message.getTerm() >= 0 && message.getTerm() <= MAX_TERM, "term");
        return new Envelope(message.getGroup(), message.getFrom(), message.getTo(), body(message));
    }

    private static PeerMessage body(RaftMessage message) {
        long term = message.getTerm();
        return switch (message.getBodyCase()) {
            case PRE_VOTE_REQUEST ->
                new PreVoteRequest(
                        term,
                        index(message.getPreVoteRequest().getLastLogIndex()),
                        index(message.getPreVoteRequest().getLastLogTerm()));
            case PRE_VOTE_REPLY ->
                new PreVoteReply(term, message.getPreVoteReply().getGranted());
            case VOTE_REQUEST ->
                new VoteRequest(
                        term,
                        index(message.getVoteRequest().getLastLogIndex()),
                        index(message.getVoteRequest().getLastLogTerm()),
                        message.getVoteRequest().getTransfer());
            case VOTE_REPLY -> new VoteReply(term, message.getVoteReply().getGranted());
            case APPEND_REQUEST -> append(term, message.getAppendRequest());
            case APPEND_REPLY -> appendReply(term, message.getAppendReply());
            case SNAPSHOT_CHUNK -> chunk(term, message.getSnapshotChunk());
            case SNAPSHOT_REPLY -> snapshotReply(term, message.getSnapshotReply());
            case READ_INDEX_REQUEST ->
                new ReadIndexRequest(
                        term,
                        message.getReadIndexRequest().getRequestId(),
                        message.getReadIndexRequest().getLease());
            case READ_INDEX_REPLY -> readIndexReply(term, message.getReadIndexReply());
            case TIMEOUT_NOW -> new TimeoutNow(term);
            case BODY_NOT_SET -> throw new CorruptedFrameException("a message of unknown kind");
        };
    }

    private static AppendRequest append(long term, Wire.AppendRequest message) {
        long prevIndex = index(message.getPrevIndex());
        check(prevIndex <= Long.MAX_VALUE - message.getEntriesCount(), "prev_index");
        List<LogEntry> entries = new ArrayList<>(message.getEntriesCount());
        long next = prevIndex + 1;
        for (Wire.Entry entry : message.getEntriesList()) {
            check(entry.getTerm() > 0 && entry.getTerm() <= term, "entry.term");
            entries.add(new LogEntry(
                    next++,
                    entry.getTerm(),
                    type(entry.getKind()),
                    entry.getPayload().toByteArray()));
        }
        return new AppendRequest(
                term,
                prevIndex,
                index(message.getPrevTerm()),
                List.copyOf(entries),
                index(message.getCommitIndex()),
                message.getReadRound(),
                index(message.getWelcome()));
    }

    private static AppendReply appendReply(long term, Wire.AppendReply message) {
        return new AppendReply(
                term,
                message.getSuccess(),
                index(message.getMatchIndex()),
                index(message.getRefusedIndex()),
                index(message.getConflictIndex()),
                index(message.getConflictTerm()),
                message.getReadRound(),
                index(message.getRecovering()));
    }

    private static SnapshotChunk chunk(long term, Wire.SnapshotChunk message) {
        return new SnapshotChunk(
                term,
                meta(message.getMeta()),
                index(message.getOffset()),
                message.getData().toByteArray(),
                message.getCrc32C(),
                message.getLast());
    }

    private static SnapshotReply snapshotReply(long term, Wire.SnapshotReply message) {
        return new SnapshotReply(
                term,
                index(message.getSnapshotIndex()),
                index(message.getNextOffset()),
                message.getInstalled(),
                message.getRejected());
    }

    private static ReadIndexReply readIndexReply(long term, Wire.ReadIndexReply message) {
        return new ReadIndexReply(term, message.getRequestId(), message.getGranted(), index(message.getReadIndex()));
    }

    private static SnapshotMeta meta(Wire.SnapshotMeta meta) {
        return new SnapshotMeta(
                index(meta.getIndex()),
                index(meta.getTerm()),
                membership(meta.getMembership()),
                index(meta.getLengthBytes()),
                meta.getChecksum());
    }

    private static Membership membership(Wire.Membership membership) {
        try {
            return new Membership(
                    nodes(membership.getVotersList()),
                    nodes(membership.getLearnersList()),
                    nodes(membership.getOutgoingVotersList()),
                    nodes(membership.getWitnessesList()),
                    nodes(membership.getPromotableList()),
                    membership.getIncarnationsMap());
        } catch (IllegalArgumentException contradictory) {
            throw new CorruptedFrameException("a membership that contradicts itself", contradictory);
        }
    }

    private static Set<Long> nodes(List<Long> ids) {
        return new TreeSet<>(ids);
    }

    private static EntryType type(EntryKind kind) {
        return switch (kind) {
            case NOOP -> EntryType.NOOP;
            case COMMAND -> EntryType.COMMAND;
            case MEMBERSHIP -> EntryType.MEMBERSHIP;
            case WITHHELD -> EntryType.WITHHELD;
            case UNRECOGNIZED -> throw new CorruptedFrameException("an entry of unknown kind");
        };
    }

    private static long index(long value) {
        check(value >= 0, "index, term or offset");
        return value;
    }

    private static void check(boolean holds, String field) {
        if (!holds) {
            throw new CorruptedFrameException("out of range: " + field);
        }
    }
}
