package io.corral.raft.core.progress;

/**
 * When the leader's log was how long, as far as one follower has not got there: tells how long ago the log was as long as the
 * follower's is. Few marks do: when there are too many, every other one goes and fewer are made. So the answer is too small by the
 * time between two ticks, and an eighth of the longest lag since the follower lacked nothing, at most.
 */
public final class LagMarks {
    private static final int MOST = 32;

    private final long[] indexes = new long[MOST];
    private final long[] times = new long[MOST];
    private int count;
    private long stepNanos;

    /** The log is so long now. To be called at each tick. */
    public void note(long lastIndex, long nowNanos) {
        if (count > 0 && (lastIndex <= indexes[count - 1] || nowNanos - times[count - 1] < stepNanos)) {
            return;
        }
        if (count == MOST) {
            thinOut();
        }
        indexes[count] = lastIndex;
        times[count] = nowNanos;
        count++;
    }

    private void thinOut() {
        stepNanos = Math.max(1, (times[count - 1] - times[0]) / (MOST / 2));
        count = MOST / 2;
        for (int i = 0; i < count; i++) {
            indexes[i] = indexes[2 * i];
            times[i] = times[2 * i];
        }
    }

    /** The follower is there. */
    public void reached(long matchIndex) {
        int passed = 0;
        while (passed < count && indexes[passed] <= matchIndex) {
            passed++;
        }
        if (passed == 0) {
            return;
        }
        count -= passed;
        System.arraycopy(indexes, passed, indexes, 0, count);
        System.arraycopy(times, passed, times, 0, count);
        if (count == 0) {
            stepNanos = 0;
        }
    }

    /** How long the follower has been without the oldest entry that it lacks; 0 = it lacks none, or none that is older than a tick. */
    public long lagNanos(long nowNanos) {
        return count == 0 ? 0 : nowNanos - times[0];
    }
}
