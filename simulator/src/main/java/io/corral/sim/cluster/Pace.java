package io.corral.sim.cluster;

import java.util.random.RandomGenerator;

/** How fast the workers of a machine get on: how long one waits for the processor, or for the disk. */
final class Pace {
    private static final long MICROSECOND = 1_000;
    private static final long MILLISECOND = 1_000 * MICROSECOND;
    private static final long USUAL_DISK_NANOS = 2 * MILLISECOND;
    private static final long SLOW_DISK_NANOS = 60 * MILLISECOND;
    private static final int HICCUP_ONE_IN = 400;

    private final RandomGenerator random;
    private long diskNanos = USUAL_DISK_NANOS;

    Pace(RandomGenerator random) {
        this.random = random;
    }

    void slowDisk(boolean slow) {
        diskNanos = slow ? SLOW_DISK_NANOS : USUAL_DISK_NANOS;
    }

    /** A write takes up to so long from now on. */
    void writesWithin(long nanos) {
        diskNanos = nanos;
    }

    /** How long until a worker that has something to do has done it. */
    long nextRoundNanos(Work work) {
        long hiccup = random.nextInt(HICCUP_ONE_IN) == 0 ? random.nextLong(10 * MILLISECOND) : 0;
        return hiccup
                + switch (work) {
                    case LOOP -> random.nextLong(5 * MICROSECOND, 100 * MICROSECOND);
                    case DISK -> random.nextLong(diskNanos / 10, diskNanos);
                    case STATE -> random.nextLong(5 * MICROSECOND, 500 * MICROSECOND);
                };
    }

    /** What a worker is busy with. */
    enum Work {
        LOOP,
        DISK,
        STATE;

        /** Told by the name of the worker. */
        static Work of(String workerName) {
            if (workerName.startsWith("raft-log") || workerName.startsWith("raft-snapshot")) {
                return DISK;
            }
            return workerName.startsWith("raft-apply") ? STATE : LOOP;
        }
    }
}
