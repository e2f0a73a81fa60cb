package io.corral.raft.core;

/** Notices when the own disk hangs: what was handed to it longest ago has not become durable for an election timeout. */
final class DiskWatch {

    private final long patienceNanos;

    /** The oldest persist under way at the latest tick; 0 = none. */
    private long oldest;

    private long since;
    private boolean hangs;

    DiskWatch(RaftSettings settings) {
        patienceNanos = settings.electionTimeoutMax().toNanos();
    }

    /**
     * Time has passed.
     *
     * @param oldestUnderWay sequence of the oldest persist that is not durable; 0 = none
     */
    void tick(long now, long oldestUnderWay) {
        if (oldestUnderWay == 0 || oldestUnderWay != oldest) {
            oldest = oldestUnderWay;
            since = now;
        }
        hangs = oldest != 0 && now - since >= patienceNanos;
    }

    /** Whether the disk hung at the latest tick. */
    boolean hangs() {
        return hangs;
    }
}
