package io.corral.raft.core.progress;

/**
 * Whether a learner keeps up with its leader, found out in rounds (thesis, section 4.2.1): a round ends when the learner has durably
 * what the leader's log held when the round began. A learner has caught up when its latest round took less than a bound, so that as
 * a voter it would not hold up the others for longer.
 */
public final class CatchUp {

    private long goalIndex;
    private long sinceNanos;
    private boolean lastRoundWasQuick;

    /** A first round begins. */
    public CatchUp(long lastIndex, long nowNanos) {
        begin(lastIndex, nowNanos);
    }

    private void begin(long lastIndex, long nowNanos) {
        goalIndex = lastIndex;
        sinceNanos = nowNanos;
    }

    /**
     * Looks at the learner; a round that is over is followed by the next.
     *
     * @param learner what is known of it
     * @param lastIndex end of the leader's log
     */
    public void look(FollowerProgress learner, long lastIndex, long nowNanos, long boundNanos) {
        boolean done =
                learner.matchIndex() >= goalIndex && learner.contactNanos() > sinceNanos && !learner.isRecovering();
        if (done) {
            lastRoundWasQuick = nowNanos - sinceNanos < boundNanos;
            begin(lastIndex, nowNanos);
        } else if (nowNanos - sinceNanos >= boundNanos) {
            lastRoundWasQuick = false;
        }
    }

    /** Whether it keeps up. */
    public boolean isCaughtUp() {
        return lastRoundWasQuick;
    }
}
