package io.corral.raft.core;

import io.corral.raft.core.membership.Membership;
import java.util.random.RandomGenerator;

/**
 * Whether this node may have forgotten votes and entries, and how it gets over that: the members learn its incarnation and take its
 * vote away. Once it has that, committed, in its log, a majority without it stands behind all it may have helped to decide before.
 * From then on it is a learner like any other, which votes again when it has caught up.
 */
final class Recovery {

    private final RandomGenerator random;

    /** {@link HardState#FRESH}, {@link HardState#LOST}, or 0 when there is nothing to get over. */
    private long mark;

    /** Names this run of the node, lest what the group has decided about an earlier loss is taken for an answer to a later one. */
    private long incarnation;

    /** The persist by which the end of this becomes durable. */
    private long endedBy;

    Recovery(HardState restored, RandomGenerator random) {
        this.random = random;
        if (restored.recovering()) {
            mark = restored.fresh() ? HardState.FRESH : HardState.LOST;
        }
    }

    boolean isUnderWay() {
        return mark != 0;
    }

    /** What stands in place of a vote. */
    long mark() {
        return mark;
    }

    /** Whether this node may help a log that ends there to win: when it is fresh, only the first leader of a new group. */
    boolean mayElect(long lastLogIndex) {
        return mark == 0 || (mark == HardState.FRESH && lastLogIndex == 0);
    }

    /**
     * Random and positive while this is under way, and until its end is durable: a node that counts, and forgets in a crash that it
     * does, could be needed and unable to help. Otherwise 0.
     */
    long incarnation() {
        if (mark != 0 && incarnation == 0) {
            incarnation = random.nextLong(1, Long.MAX_VALUE);
        }
        return incarnation;
    }

    /** Whether a committed membership has taken the vote of this incarnation away, or has come after one that did. */
    boolean isEndedBy(Membership committed, long self) {
        return mark != 0
                && incarnation != 0
                && committed.incarnation(self) == incarnation
                && !committed.outgoingVoters().contains(self);
    }

    /**
     * It is over.
     *
     * @param persist the sequence of the persist by which that becomes durable
     */
    void over(long persist) {
        mark = 0;
        endedBy = persist;
    }

    /** Everything up to this persist is durable. */
    void persisted(long sequence) {
        if (mark == 0 && sequence >= endedBy) {
            incarnation = 0;
        }
    }
}
