package io.corral.raft.message;

/**
 * Answer to an {@link AppendRequest}. Make one with {@link #accepted} or {@link #refused}.
 *
 * @param term current term of the follower
 * @param success whether the follower's log agreed at {@code prevIndex}
 * @param matchIndex on success: up to here the follower's log is the leader's and durable; otherwise 0
 * @param refusedIndex on refusal: the {@code prevIndex} that did not agree, by which the leader tells stale refusals; otherwise 0
 * @param conflictIndex on refusal: first index of {@code conflictTerm} in the follower's log, or the index after its last entry;
 *     otherwise 0
 * @param conflictTerm on refusal: term of the follower's entry at {@code refusedIndex}; 0 when its log ends before; otherwise 0
 * @param readRound the {@code readRound} of the request: the follower still followed this leader when it was asked
 * @param recovering 0, or the incarnation of a node that may have forgotten what it acknowledged: what it says then serves flow
 *     control, and counts for no majority
 */
public record AppendReply(
        long term,
        boolean success,
        long matchIndex,
        long refusedIndex,
        long conflictIndex,
        long conflictTerm,
        long readRound,
        long recovering)
        implements PeerMessage {

    /** From a node that has forgotten nothing. */
    public AppendReply(
            long term,
            boolean success,
            long matchIndex,
            long refusedIndex,
            long conflictIndex,
            long conflictTerm,
            long readRound) {
        this(term, success, matchIndex, refusedIndex, conflictIndex, conflictTerm, readRound, 0);
    }

    /** The same from a node that recovers as this incarnation; 0 = it does not. */
    public AppendReply recovering(long incarnation) {
        return new AppendReply(
                term, success, matchIndex, refusedIndex, conflictIndex, conflictTerm, readRound, incarnation);
    }

    /** The follower's log is the leader's up to {@code matchIndex}, durably. */
    public static AppendReply accepted(long term, long matchIndex, long readRound) {
        return new AppendReply(term, true, matchIndex, 0, 0, 0, readRound);
    }

    /** The follower's log does not agree at {@code refusedIndex}; the conflict says where to try next. */
    public static AppendReply refused(
            long term, long refusedIndex, long conflictIndex, long conflictTerm, long readRound) {
        return new AppendReply(term, false, 0, refusedIndex, conflictIndex, conflictTerm, readRound);
    }

    @Override
    public <R> R dispatch(long from, PeerMessageHandler<R> handler) {
        return handler.onAppendReply(from, this);
    }
}
