package io.corral.sim.cluster;

import java.util.Map;
import java.util.TreeMap;

/** When entries were first known to be committed, in true time: what a read that may lag must at least contain. */
final class CommitTimes {
    private final TreeMap<Long, Long> indexByNanos = new TreeMap<>();

    /** Everything up to the index is committed now. */
    void committed(long index, long nowNanos) {
        indexByNanos.merge(nowNanos, index, Math::max);
    }

    /** Last index that was committed then. */
    long indexAt(long nanos) {
        Map.Entry<Long, Long> entry = indexByNanos.floorEntry(nanos);
        return entry == null ? 0 : entry.getValue();
    }
}
