package io.corral.raft.core.membership;

/** Why a change of the membership was not begun. Nothing has changed. */
public enum ChangeRefusal {
    /** This node does not lead; ask the leader. */
    NOT_LEADING,
    /**
     * The leader has committed nothing in its term yet, so it cannot know whether an earlier change is still to be committed;
     * ask again soon (the defect of single-server changes found in 2015: Ongaro, raft-dev, "bug in single-server membership
     * changes").
     */
    TERM_NOT_COMMITTED,
    /** Another change is not committed yet; ask again soon. */
    CHANGE_UNDER_WAY,
    /**
     * A majority of the new voters has not answered of late, or has not caught up since its disk was empty: the group might be stuck
     * after the change, and the change in the middle.
     */
    MAJORITY_AWAY,
    /** Nobody would vote, or so many witnesses that a majority could do without a full voter. */
    NOT_VIABLE,
    /** A full member cannot become a witness nor the other way round: remove the node first, and empty its disk. */
    KIND_IS_FIXED,
    /** Voters would leave while others that shall take their place have not caught up: add those first. */
    NOT_CAUGHT_UP
}
