package io.corral.raft.core.progress;

/**
 * How fast a leader brings up to date those who are so far behind that it must read its disk for them: disk, processor and network
 * are shared with the writes that go on. Each byte a second by which the log grows takes four off the pace, down to a quarter of it;
 * but for each byte written one and a half are read besides, so that whoever is behind comes closer however fast the log grows. Bytes
 * may be overdrawn by one reading; what is not used is saved up for a tenth of a second.
 */
public final class CatchUpPace {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double SAVED_SECONDS = 0.1;
    private static final double READ_PER_WRITTEN = 1.5;
    private static final double LEAST_SHARE = 0.25;
    private static final double LESS_PER_WRITTEN = 4;

    /** Over how long it is looked how fast the log grows. */
    private static final long WINDOW_NANOS = 100_000_000;

    private final long bytesPerSecond;
    private double balance;
    private long countedAt;

    /** Written since the balance was looked at. */
    private long newlyWritten;

    /** Written since the window began. */
    private long windowWritten;

    private long windowBegan;

    /** How fast the log grew in the window before, in bytes a second. */
    private double growth;

    /**
     * A full balance.
     *
     * @param bytesPerSecond for all followers together, while nothing is written
     */
    public CatchUpPace(long bytesPerSecond, long nowNanos) {
        this.bytesPerSecond = bytesPerSecond;
        countedAt = nowNanos;
        windowBegan = nowNanos;
        balance = bytesPerSecond * SAVED_SECONDS;
    }

    /** Whether more may be read now. */
    public boolean allows(long nowNanos) {
        look(nowNanos);
        double pace = Math.max(bytesPerSecond * LEAST_SHARE, bytesPerSecond - LESS_PER_WRITTEN * growth);
        double earned = (nowNanos - countedAt) / NANOS_PER_SECOND * pace + READ_PER_WRITTEN * newlyWritten;
        balance = Math.min(bytesPerSecond * SAVED_SECONDS, balance + earned);
        newlyWritten = 0;
        countedAt = nowNanos;
        return balance > 0;
    }

    private void look(long nowNanos) {
        if (nowNanos - windowBegan >= WINDOW_NANOS) {
            growth = windowWritten * NANOS_PER_SECOND / (nowNanos - windowBegan);
            windowWritten = 0;
            windowBegan = nowNanos;
        }
    }

    /** The log has grown by so much. */
    public void written(long bytes) {
        newlyWritten += bytes;
        windowWritten += bytes;
    }

    /** So much was read. */
    public void spent(long bytes) {
        balance -= bytes;
    }
}
