package io.corral.raft.core.quorum;

/** How a vote stands. */
public enum VoteResult {
    /** A majority has granted. */
    WON,
    /** A majority can no longer be reached. */
    LOST,
    /** Too few answers yet. */
    PENDING
}
