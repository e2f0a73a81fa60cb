package io.corral.raft.core;

/**
 * What a node must never forget (thesis, figure 3.1).
 *
 * @param term newest term the node has seen; 0 before any
 * @param votedFor the node voted for in that term; 0 = none
 */
public record HardState(long term, long votedFor) {

    /** The state of a node that was never part of an election. */
    public static final HardState INITIAL = new HardState(0, 0);
}
