package io.corral.raft.message;

/** A message between nodes of a group. Every message carries a term; see each record for whose. */
public sealed interface PeerMessage
        permits PreVoteRequest,
                PreVoteReply,
                VoteRequest,
                VoteReply,
                AppendRequest,
                AppendReply,
                SnapshotChunk,
                SnapshotReply,
                ReadIndexRequest,
                ReadIndexReply,
                TimeoutNow {

    /** The term the message speaks of: the sender's current term, except for the two pre-vote messages. */
    long term();

    /**
     * Calls the handler's method for this kind of message.
     *
     * @param from id of the node that sent it
     */
    <R> R dispatch(long from, PeerMessageHandler<R> handler);
}
