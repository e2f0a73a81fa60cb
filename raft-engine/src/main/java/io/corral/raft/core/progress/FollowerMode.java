package io.corral.raft.core.progress;

/** How a leader sends to a follower. */
public enum FollowerMode {
    /** One message at a time, until it is known where the follower's log agrees. */
    PROBE,
    /** Entries are pipelined ahead of their acknowledgements. */
    REPLICATE,
    /** The entries needed are gone from the leader's log: a snapshot is under way. */
    SNAPSHOT
}
