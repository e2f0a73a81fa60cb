package io.corral.raft.message;

/**
 * One method per {@link PeerMessage}: exhaustive at compile time.
 *
 * @param <R> what handling a message yields
 */
public interface PeerMessageHandler<R> {

    /** Would you vote for me? Asked before an election so that a node cut off does not disturb the others. */
    R onPreVoteRequest(long from, PreVoteRequest message);

    /** Answer to a pre-vote. */
    R onPreVoteReply(long from, PreVoteReply message);

    /** A candidate asks for a vote. */
    R onVoteRequest(long from, VoteRequest message);

    /** Answer to a candidate. */
    R onVoteReply(long from, VoteReply message);

    /** Entries, or a heartbeat, from a leader. */
    R onAppendRequest(long from, AppendRequest message);

    /** A follower accepts or refuses entries. */
    R onAppendReply(long from, AppendReply message);

    /** A piece of a snapshot from a leader. */
    R onSnapshotChunk(long from, SnapshotChunk message);

    /** How far a follower is with a snapshot. */
    R onSnapshotReply(long from, SnapshotReply message);

    /** A follower asks for an index at which a linearizable read is safe. */
    R onReadIndexRequest(long from, ReadIndexRequest message);

    /** The leader's answer to a read. */
    R onReadIndexReply(long from, ReadIndexReply message);

    /** The leader asks this node to take over at once. */
    R onTimeoutNow(long from, TimeoutNow message);
}
