package io.corral.raft.core;

/**
 * Entries of a leader that this node can neither take nor refuse in such a way that the leader could do better. The leader goes on
 * sending them, and the node falls behind, until somebody does something about it.
 *
 * @param leader who sends them
 * @param term the leader's term
 * @param index of the first entry that cannot be taken
 * @param reason what is wrong
 */
public record RefusedEntries(long leader, long term, long index, Reason reason) {

    /** What is wrong with entries that cannot be taken. */
    public enum Reason {
        /** The entry says who the members are, in a form unknown here, as of another release. */
        UNREADABLE_MEMBERSHIP,

        /** Indexes or terms do not follow one another; no release sends such a thing. */
        OUT_OF_ORDER,

        /** The entry is another one than this node knows to be committed at that index. */
        CONTRADICTS_COMMITTED
    }
}
