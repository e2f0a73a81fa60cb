package io.corral.tree;

import io.corral.tree.digest.StateDigest;

/**
 * A copy of a state on its way into this one: what its pieces have made so far, out of sight of clients. It is a part of the
 * replicated state, so that every replica can finish it in the same place of the log. Immutable.
 *
 * @param number tells one copy from another; not 0
 * @param pieces how many pieces have come
 * @param state what they have made; its ensemble, zxid and time mean nothing
 */
public record StagedCopy(long number, int pieces, TreeState state) {
    /**
     * A copy of which nothing has come.
     *
     * @param number tells one copy from another; not 0
     */
    public static StagedCopy begun(long number) {
        return new StagedCopy(number, 0, TreeState.initial());
    }

    long digest() {
        return StateDigest.ofStagedCopy(number, pieces, state.digest());
    }
}
