package io.corral.raft.core;

/** Why leadership is not transferred. */
public enum TransferRefusal {
    /** This node does not lead. */
    NOT_LEADING,
    /** Another transfer is under way. */
    ALREADY_UNDER_WAY,
    /** The node asked for, or every other one, cannot take over: it is not a voter, is not heard of, or needs a snapshot first. */
    NOBODY_READY,
    /** This node is closed. */
    CLOSED
}
