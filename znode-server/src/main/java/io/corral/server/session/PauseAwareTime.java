package io.corral.server.session;

/**
 * Monotonic time with this process's own pauses taken out. A leader that was stopped (garbage collection, SIGSTOP, a
 * migrated virtual machine) has heard nobody meanwhile; counting that time against the sessions would expire them all at
 * once. Whoever reads this time does so at a steady interval; a reading that comes much later than the interval says that
 * the process itself was away, and the excess is given back. Not thread-safe.
 */
public final class PauseAwareTime {
    private final long intervalNanos;
    private final long toleratedNanos;
    private long lastRawNanos;
    private long pausedNanos;

    /**
     * @param intervalNanos how often {@link #advance} is called when all is well
     * @param toleratedNanos lateness that is ordinary scheduling noise, not a pause
     * @param startNanos the monotonic clock now
     */
    public PauseAwareTime(long intervalNanos, long toleratedNanos, long startNanos) {
        this.intervalNanos = intervalNanos;
        this.toleratedNanos = toleratedNanos;
        this.lastRawNanos = startNanos;
    }

    /** Notes the monotonic clock and answers the time that counts; never goes back. */
    public long advance(long rawNanos) {
        long elapsed = rawNanos - lastRawNanos;
        if (elapsed > intervalNanos + toleratedNanos) {
            pausedNanos += elapsed - intervalNanos;
        }
        lastRawNanos = Math.max(lastRawNanos, rawNanos);
        return lastRawNanos - pausedNanos;
    }

    /** All pauses so far. */
    public long pausedNanos() {
        return pausedNanos;
    }
}
