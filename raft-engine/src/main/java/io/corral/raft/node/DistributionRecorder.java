package io.corral.raft.node;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;

/** Records a {@link Distribution}: one thread records, any thread reads. */
final class DistributionRecorder {
    private static final int BUCKETS = 64;
    private static final int COUNT = BUCKETS;
    private static final int SUM = BUCKETS + 1;
    private static final int MAX = BUCKETS + 2;

    private final AtomicLongArray cells = new AtomicLongArray(BUCKETS + 3);

    /** Counts a value; negative ones as 0. */
    void record(long value) {
        long counted = Math.max(0, value);
        int bucket = Math.min(BUCKETS - 1, Long.SIZE - Long.numberOfLeadingZeros(counted));
        add(bucket, 1);
        add(COUNT, 1);
        add(SUM, counted);
        if (counted > cells.getPlain(MAX)) {
            cells.setRelease(MAX, counted);
        }
    }

    Distribution read() {
        List<Long> buckets = new ArrayList<>(BUCKETS);
        for (int i = 0; i < BUCKETS; i++) {
            buckets.add(cells.getAcquire(i));
        }
        return new Distribution(
                cells.getAcquire(COUNT), cells.getAcquire(SUM), cells.getAcquire(MAX), List.copyOf(buckets));
    }

    /** Only one thread writes, so no read-modify-write instruction is needed. */
    private void add(int cell, long amount) {
        cells.setRelease(cell, cells.getPlain(cell) + amount);
    }
}
