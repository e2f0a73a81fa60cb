package io.corral.server.status;

/**
 * A distance from the leader's commit index.
 *
 * @param entries log entries between the leader's commit index, as last heard of, and what is applied here; 0 or more
 * @param millis how long something committed has been waiting to be applied here, or how long the leader has been silent
 *     beyond a heartbeat, whichever is longer; 0 when caught up
 */
public record Lag(long entries, long millis) {

    /** Caught up. */
    public static final Lag NONE = new Lag(0, 0);
}
