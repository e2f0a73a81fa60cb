package io.corral.raft.message;

import java.util.List;

/**
 * Entries from the leader (thesis, section 3.5). Without entries it is a heartbeat, and still checks the log at {@code prevIndex}.
 *
 * @param term the leader's term
 * @param prevIndex index just before the first entry; 0 is the start of the log
 * @param prevTerm the leader's term of the entry at {@code prevIndex}; 0 at the start of the log
 * @param entries entries from {@code prevIndex + 1} on, without gaps; unmodifiable
 * @param commitIndex the leader's commit index; may be beyond the entries
 * @param readRound newest round of read confirmation the leader has begun in this term; echoed in the reply
 * @param welcome the incarnation of a recovering follower that may go on as it is once it has caught up; 0 = none
 */
public record AppendRequest(
        long term,
        long prevIndex,
        long prevTerm,
        List<LogEntry> entries,
        long commitIndex,
        long readRound,
        long welcome)
        implements PeerMessage {

    /** To a follower that does not recover. */
    public AppendRequest(
            long term, long prevIndex, long prevTerm, List<LogEntry> entries, long commitIndex, long readRound) {
        this(term, prevIndex, prevTerm, entries, commitIndex, readRound, 0);
    }

    @Override
    public <R> R dispatch(long from, PeerMessageHandler<R> handler) {
        return handler.onAppendRequest(from, this);
    }
}
