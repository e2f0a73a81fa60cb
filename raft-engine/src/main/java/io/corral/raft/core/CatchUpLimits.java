package io.corral.raft.core;

import java.time.Duration;

/**
 * What a leader spends on followers that are behind.
 *
 * @param bytesPerSecond what it reads from its disk for all that are far behind, entries and snapshots, while nothing is written; less
 *     the more is written, but always more than that. Holds as long as the others are a majority: a follower that is needed is not
 *     held back
 * @param snapshotBytesPerSecond what of snapshots it sends to all followers together, needed or not; {@code Long.MAX_VALUE} = no limit
 *     but the one above
 * @param keptLogBytes how much of the log it keeps for followers that answer, besides what it keeps anyway: what follows the last but
 *     one snapshot. Whoever needs more is sent a snapshot. 0 = nothing
 * @param presence for how long after its last message a follower counts as one that answers
 */
public record CatchUpLimits(long bytesPerSecond, long snapshotBytesPerSecond, long keptLogBytes, Duration presence) {

    private static final long MIB = 1024 * 1024;

    /** Checks the ranges. */
    public CatchUpLimits {
        if (bytesPerSecond < 1 || snapshotBytesPerSecond < 1 || keptLogBytes < 0) {
            throw new IllegalArgumentException("cannot catch up with " + bytesPerSecond + " and "
                    + snapshotBytesPerSecond + " bytes a second, " + keptLogBytes + " bytes kept");
        }
    }

    /** 48 MiB a second, snapshots too, 256 MiB kept for whom was heard of in the last 30 s. */
    public static CatchUpLimits defaults() {
        return new CatchUpLimits(48 * MIB, Long.MAX_VALUE, 256 * MIB, Duration.ofSeconds(30));
    }

    /** As fast as it goes; nothing of the log is kept for it. */
    public static CatchUpLimits unpaced() {
        return new CatchUpLimits(Long.MAX_VALUE, Long.MAX_VALUE, 0, Duration.ofSeconds(30));
    }

    /** The same with another pace, in bytes a second. */
    public CatchUpLimits withPace(long pace) {
        return new CatchUpLimits(pace, snapshotBytesPerSecond, keptLogBytes, presence);
    }

    /** The same with another limit for snapshots, in bytes a second. */
    public CatchUpLimits withSnapshotPace(long pace) {
        return new CatchUpLimits(bytesPerSecond, pace, keptLogBytes, presence);
    }

    /** The same with so much of the log kept, in bytes, for those heard of within this time. */
    public CatchUpLimits withKeptLog(long bytes, Duration forWhomHeardWithin) {
        return new CatchUpLimits(bytesPerSecond, snapshotBytesPerSecond, bytes, forWhomHeardWithin);
    }
}
