package io.corral.raft.core;

import io.corral.raft.core.membership.MembershipChange;
import io.corral.raft.message.AppendReply;
import io.corral.raft.message.AppendRequest;
import io.corral.raft.message.PeerMessageHandler;
import io.corral.raft.message.PreVoteReply;
import io.corral.raft.message.PreVoteRequest;
import io.corral.raft.message.ReadIndexReply;
import io.corral.raft.message.ReadIndexRequest;
import io.corral.raft.message.SnapshotChunk;
import io.corral.raft.message.SnapshotReply;
import io.corral.raft.message.TimeoutNow;
import io.corral.raft.message.VoteReply;
import io.corral.raft.message.VoteRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a node does in one role. A role sees only messages that {@link Admission} let through: those of its own term, and pre-votes.
 * What does not concern a role it ignores; the default methods say so.
 */
interface Role extends PeerMessageHandler<Void> {

    /** Which role this is. */
    RaftRole name();

    /** Answers candidates; the same in every role. */
    Ballots ballots();

    /** Time has passed. */
    void tick();

    /** A linearizable read is wanted. */
    void readRequested(long requestId);

    /** A linearizable read is wanted, for which a lease is enough. */
    default void leasedReadRequested(long requestId) {
        readRequested(requestId);
    }

    /** Commands are to be replicated; only a leader can. */
    default void propose(List<byte[]> payloads) {}

    /**
     * Other members are wanted.
     *
     * @return whether the request is taken and will be answered; only a leader does
     */
    default boolean changeRequested(long requestId, MembershipChange change) {
        return false;
    }

    /**
     * Another node is to lead.
     *
     * @param target which one; 0 = any
     * @return why that is refused; null when it is begun
     */
    default @Nullable TransferRefusal transfer(long target) {
        return TransferRefusal.NOT_LEADING;
    }

    /** Whether leadership is being handed over. */
    default boolean isHandingOver() {
        return false;
    }

    /** The own log is durable further than before. */
    default void persisted() {}

    /** A connection was lost. */
    default void peerUnreachable(long peer) {}

    /** The process of a peer is most likely gone. */
    default void peerGone(long peer) {}

    /** What is left of a leader's lease as of the latest reading of the clock, in nanoseconds; 0 = none. */
    default long leaseNanos() {
        return 0;
    }

    /** What is known of the other nodes, in order of id; nothing unless leading. */
    default List<RaftStatus.PeerStatus> peers() {
        return List.of();
    }

    /** After which indexes other nodes that answer still need the log, in ascending order; nothing unless leading. */
    default List<Long> neededAfter() {
        return List.of();
    }

    /** The round is over: sends what it has led to. */
    default void flush() {}

    /** The role ends. */
    default void exit() {}

    @Override
    default Void onPreVoteRequest(long from, PreVoteRequest message) {
        return ballots().answer(from, message);
    }

    @Override
    default Void onVoteRequest(long from, VoteRequest message) {
        return ballots().answer(from, message);
    }

    @Override
    default Void onPreVoteReply(long from, PreVoteReply message) {
        return null;
    }

    @Override
    default Void onVoteReply(long from, VoteReply message) {
        return null;
    }

    @Override
    default Void onAppendRequest(long from, AppendRequest message) {
        return null;
    }

    @Override
    default Void onAppendReply(long from, AppendReply message) {
        return null;
    }

    @Override
    default Void onSnapshotChunk(long from, SnapshotChunk message) {
        return null;
    }

    @Override
    default Void onSnapshotReply(long from, SnapshotReply message) {
        return null;
    }

    @Override
    default Void onReadIndexRequest(long from, ReadIndexRequest message) {
        return null;
    }

    @Override
    default Void onReadIndexReply(long from, ReadIndexReply message) {
        return null;
    }

    @Override
    default Void onTimeoutNow(long from, TimeoutNow message) {
        return null;
    }
}
