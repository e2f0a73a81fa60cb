package io.corral.tree.codec;

import io.corral.tree.TreeRules;

/**
 * What the leader puts before the commands of a log entry.
 *
 * @param version of the entry layout, {@link #CURRENT_VERSION} when written by this release
 * @param wallMillis wall clock of the leader, milliseconds since 1970: the stamp of all commands of the entry
 * @param rules the leader's, under which all commands of the entry are executed, at every start again
 * @param digestIndex log index of the state whose digest follows; 0 when there is none
 * @param digest digest of the leader's state at that index; replicas compare it with their own
 */
public record EntryHeader(int version, long wallMillis, TreeRules rules, long digestIndex, long digest) {
    /** The layout that this release writes, and the only one it reads; the one before it was never released. */
    public static final int CURRENT_VERSION = 2;

    /**
     * A header without digest.
     *
     * @param wallMillis the stamp
     * @param rules the leader's
     * @return a header of the current version
     */
    public static EntryHeader stamped(long wallMillis, TreeRules rules) {
        return new EntryHeader(CURRENT_VERSION, wallMillis, rules, 0, 0);
    }

    /**
     * A header with a digest.
     *
     * @param wallMillis the stamp
     * @param rules the leader's
     * @param digestIndex log index of a state that the leader has applied, positive
     * @param digest its digest
     * @return a header of the current version
     */
    public static EntryHeader withDigest(long wallMillis, TreeRules rules, long digestIndex, long digest) {
        return new EntryHeader(CURRENT_VERSION, wallMillis, rules, digestIndex, digest);
    }

    /** Whether there is a digest to compare. */
    public boolean hasDigest() {
        return digestIndex != 0;
    }
}
