package io.corral.raft.core.progress;

/**
 * How fast a leader brings up to date those who are so far behind that it must read its disk for them: disk, processor and network
 * are shared with the writes that go on. For each byte that is written two may be read besides, so that whoever is behind comes
 * closer however fast the log grows. Bytes may be overdrawn by one reading; what is not used is saved up for a tenth of a second.
 */
public final class CatchUpPace {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final int SAVINGS_PER_SECOND = 10;
    private static final int READ_PER_WRITTEN = 2;

    private final long bytesPerSecond;
    private double balance;
    private long writtenBytes;
    private long countedAt;

    /**
     * A full balance.
     *
     * @param bytesPerSecond for all followers together
     */
    public CatchUpPace(long bytesPerSecond, long nowNanos) {
        this.bytesPerSecond = bytesPerSecond;
        countedAt = nowNanos;
        balance = mostSaved();
    }

    /** Whether more may be read now. */
    public boolean allows(long nowNanos) {
        double earned = (nowNanos - countedAt) / NANOS_PER_SECOND * bytesPerSecond;
        balance = Math.min(mostSaved(), balance + earned + (double) READ_PER_WRITTEN * writtenBytes);
        writtenBytes = 0;
        countedAt = nowNanos;
        return balance > 0;
    }

    /** The log has grown by so much. */
    public void written(long bytes) {
        writtenBytes += bytes;
    }

    /** So much was read. */
    public void spent(long bytes) {
        balance -= bytes;
    }

    private double mostSaved() {
        return (double) bytesPerSecond / SAVINGS_PER_SECOND;
    }
}
