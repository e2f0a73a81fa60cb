package io.corral.raft.core.progress;

/** How a node that is no member any more comes to know it. */
public final class Departure {

    private static final long UNSET = -1;

    /** The entry by which it ceases to be a member. */
    private final long index;

    /** When that entry was first seen to be committed. */
    private long committedNanos = UNSET;

    /** When it was first seen to have been told so. */
    private long toldNanos = UNSET;

    /** It leaves by the entry at this index. */
    public Departure(long index) {
        this.index = index;
    }

    /** The entry by which it ceases to be a member. */
    public long index() {
        return index;
    }

    /** Whether it has the entry, and a message has left that says that it is committed. */
    public boolean wasTold(FollowerProgress follower) {
        return follower.matchIndex() >= index && follower.knowsCommit(index);
    }

    /**
     * Whether it need not be sent anything more. Asked only once the entry is committed.
     *
     * @param answerNanos an answer this much later than a message is most likely one to a later message
     * @param patienceNanos how long a node is told that does not answer
     */
    public boolean isOver(FollowerProgress follower, long nowNanos, long answerNanos, long patienceNanos) {
        if (committedNanos == UNSET) {
            committedNanos = nowNanos;
        }
        if (toldNanos == UNSET && wasTold(follower)) {
            toldNanos = nowNanos;
        }
        boolean answered = toldNanos != UNSET && follower.contactNanos() > toldNanos + answerNanos;
        return answered || nowNanos - committedNanos > patienceNanos;
    }
}
