package io.corral.raft.transport;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.corral.raft.core.membership.Membership;
import io.corral.raft.message.AppendReply;
import io.corral.raft.message.AppendRequest;
import io.corral.raft.message.EntryType;
import io.corral.raft.message.Envelope;
import io.corral.raft.message.LogEntry;
import io.corral.raft.message.PeerMessageHandler;
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
import io.corral.raft.transport.proto.Wire.Frame;
import io.corral.raft.transport.proto.Wire.RaftMessage;

/** Messages to frames. Payloads are wrapped, not copied; nobody changes them. */
final class MessageEncoder {
    private MessageEncoder() {}

    static Frame frame(Envelope envelope) {
        RaftMessage.Builder message = RaftMessage.newBuilder()
                .setGroup(envelope.group())
                .setFrom(envelope.from())
                .setTo(envelope.to())
                .setTerm(envelope.message().term());
        envelope.message().dispatch(envelope.from(), new BodyWriter(message));
        return Frame.newBuilder().setRaft(message).build();
    }

    static Frame applicationFrame(int group, byte[] payload) {
        return Frame.newBuilder()
                .setApplication(wrap(payload))
                .setApplicationGroup(group)
                .build();
    }

    private static ByteString wrap(byte[] bytes) {
        return UnsafeByteOperations.unsafeWrap(bytes);
    }

    private static EntryKind kind(EntryType type) {
        return switch (type) {
            case NOOP -> EntryKind.NOOP;
            case COMMAND -> EntryKind.COMMAND;
            case MEMBERSHIP -> EntryKind.MEMBERSHIP;
            case WITHHELD -> EntryKind.WITHHELD;
        };
    }

    private static Wire.SnapshotMeta meta(SnapshotMeta meta) {
        Membership membership = meta.membership();
        return Wire.SnapshotMeta.newBuilder()
                .setIndex(meta.index())
                .setTerm(meta.term())
                .setMembership(Wire.Membership.newBuilder()
                        .addAllVoters(membership.voters())
                        .addAllLearners(membership.learners())
                        .addAllOutgoingVoters(membership.outgoingVoters())
                        .addAllWitnesses(membership.witnesses())
                        .addAllPromotable(membership.promotable())
                        .putAllIncarnations(membership.incarnations()))
                .setLengthBytes(meta.lengthBytes())
                .setChecksum(meta.checksum())
                .build();
    }

    /** Fills in the body that fits the message. */
    private record BodyWriter(RaftMessage.Builder out) implements PeerMessageHandler<RaftMessage.Builder> {

        @Override
        public RaftMessage.Builder onPreVoteRequest(long from, PreVoteRequest message) {
            return out.setPreVoteRequest(Wire.PreVoteRequest.newBuilder()
                    .setLastLogIndex(message.lastLogIndex())
                    .setLastLogTerm(message.lastLogTerm()));
        }

        @Override
        public RaftMessage.Builder onPreVoteReply(long from, PreVoteReply message) {
            return out.setPreVoteReply(Wire.PreVoteReply.newBuilder().setGranted(message.granted()));
        }

        @Override
        public RaftMessage.Builder onVoteRequest(long from, VoteRequest message) {
            return out.setVoteRequest(Wire.VoteRequest.newBuilder()
                    .setLastLogIndex(message.lastLogIndex())
                    .setLastLogTerm(message.lastLogTerm())
                    .setTransfer(message.transfer()));
        }

        @Override
        public RaftMessage.Builder onVoteReply(long from, VoteReply message) {
            return out.setVoteReply(Wire.VoteReply.newBuilder().setGranted(message.granted()));
        }

        @Override
        public RaftMessage.Builder onAppendRequest(long from, AppendRequest message) {
            Wire.AppendRequest.Builder append = Wire.AppendRequest.newBuilder()
                    .setPrevIndex(message.prevIndex())
                    .setPrevTerm(message.prevTerm())
                    .setCommitIndex(message.commitIndex())
                    .setReadRound(message.readRound())
                    .setWelcome(message.welcome());
            for (LogEntry entry : message.entries()) {
                append.addEntries(Wire.Entry.newBuilder()
                        .setTerm(entry.term())
                        .setKind(kind(entry.type()))
                        .setPayload(wrap(entry.payload()))
                        .build());
            }
            return out.setAppendRequest(append);
        }

        @Override
        public RaftMessage.Builder onAppendReply(long from, AppendReply message) {
            return out.setAppendReply(Wire.AppendReply.newBuilder()
                    .setSuccess(message.success())
                    .setMatchIndex(message.matchIndex())
                    .setRefusedIndex(message.refusedIndex())
                    .setConflictIndex(message.conflictIndex())
                    .setConflictTerm(message.conflictTerm())
                    .setReadRound(message.readRound())
                    .setRecovering(message.recovering()));
        }

        @Override
        public RaftMessage.Builder onSnapshotChunk(long from, SnapshotChunk message) {
            return out.setSnapshotChunk(Wire.SnapshotChunk.newBuilder()
                    .setMeta(meta(message.meta()))
                    .setOffset(message.offset())
                    .setData(wrap(message.data()))
                    .setCrc32C(message.crc32c())
                    .setLast(message.last()));
        }

        @Override
        public RaftMessage.Builder onSnapshotReply(long from, SnapshotReply message) {
            return out.setSnapshotReply(Wire.SnapshotReply.newBuilder()
                    .setSnapshotIndex(message.snapshotIndex())
                    .setNextOffset(message.nextOffset())
                    .setInstalled(message.installed())
                    .setRejected(message.rejected()));
        }

        @Override
        public RaftMessage.Builder onReadIndexRequest(long from, ReadIndexRequest message) {
            return out.setReadIndexRequest(Wire.ReadIndexRequest.newBuilder()
                    .setRequestId(message.requestId())
                    .setLease(message.lease()));
        }

        @Override
        public RaftMessage.Builder onReadIndexReply(long from, ReadIndexReply message) {
            return out.setReadIndexReply(Wire.ReadIndexReply.newBuilder()
                    .setRequestId(message.requestId())
                    .setGranted(message.granted())
                    .setReadIndex(message.readIndex()));
        }

        @Override
        public RaftMessage.Builder onTimeoutNow(long from, TimeoutNow message) {
            return out.setTimeoutNow(Wire.TimeoutNow.getDefaultInstance());
        }
    }
}
