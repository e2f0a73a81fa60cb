package io.corral.raft.core;

/**
 * What a node must never forget (thesis, figure 3.1), and whether there may be something it has forgotten.
 *
 * <p>A node that starts from nothing is fresh: it may be new, or have lost what it once acknowledged and whom it voted for. It
 * stays fresh until it knows that its log holds all that was committed, or until it votes in the first election of a new group.
 *
 * @param term newest term the node has seen; 0 before any
 * @param votedFor the node voted for in that term; 0 = none, {@link #FRESH} = none, and the node is fresh
 */
public record HardState(long term, long votedFor) {

    /** In place of a vote: this node is fresh, so it has none. */
    public static final long FRESH = -1;

    /** The state of a node that was never part of an election. */
    public static final HardState INITIAL = new HardState(0, 0);

    /** Checks that there is a vote, none, or the mark. */
    public HardState {
        if (votedFor < FRESH) {
            throw new IllegalArgumentException("a vote for node " + votedFor);
        }
    }

    /** Whether the node may have forgotten something; always so before the first term. */
    public boolean fresh() {
        return term == 0 || votedFor == FRESH;
    }
}
