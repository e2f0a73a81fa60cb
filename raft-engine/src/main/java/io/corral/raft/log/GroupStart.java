package io.corral.raft.log;

import io.corral.raft.core.HardState;

/**
 * How the log of one group stands at the beginning of a segment.
 *
 * @param group id of the group
 * @param baseIndex index of its last entry in front of the segment; 0 for an empty log
 * @param baseTerm term of that entry; 0 when unknown or none
 * @param hardState its term and vote
 */
record GroupStart(int group, long baseIndex, long baseTerm, HardState hardState) {

    /** A group nothing was ever written of. */
    static GroupStart empty(int group) {
        return new GroupStart(group, 0, 0, HardState.INITIAL);
    }

    boolean isEmpty() {
        return baseIndex == 0 && hardState.term() == 0;
    }
}
