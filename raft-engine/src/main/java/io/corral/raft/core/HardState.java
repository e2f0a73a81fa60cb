package io.corral.raft.core;

/**
 * What a node must never forget (thesis, figure 3.1), and whether there may be something it has forgotten.
 *
 * <p>A node that starts from nothing is fresh: it may be new, or have lost what it once acknowledged and whom it voted for. A node
 * whose log was damaged has lost something. Both recover: until the group has taken them back they elect nobody, and their
 * acknowledgements count for nothing. Only a fresh node may vote in the first election of a new group.
 *
 * @param term newest term the node has seen; 0 before any
 * @param votedFor the node voted for in that term; 0 = none; {@link #FRESH} or {@link #LOST} = none, and the node recovers
 */
public record HardState(long term, long votedFor) {

    /** In place of a vote: this node started from nothing. */
    public static final long FRESH = -1;

    /** In place of a vote: this node has lost what it acknowledged. */
    public static final long LOST = -2;

    /** The state of a node that was never part of an election. */
    public static final HardState INITIAL = new HardState(0, 0);

    /** Checks that there is a vote, none, or a mark. */
    public HardState {
        if (votedFor < LOST) {
            throw new IllegalArgumentException("a vote for node " + votedFor);
        }
    }

    /** Whether the node started from nothing and nobody has taken it in yet; always so before the first term. */
    public boolean fresh() {
        return votedFor == FRESH || (term == 0 && votedFor == 0);
    }

    /** Whether the node may have forgotten something. */
    public boolean recovering() {
        return fresh() || votedFor == LOST;
    }
}
