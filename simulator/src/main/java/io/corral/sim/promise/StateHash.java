package io.corral.sim.promise;

import io.corral.raft.message.LogEntry;
import java.util.Arrays;

/** A number that stands for all entries applied so far, in their order. */
public final class StateHash {
    private StateHash() {}

    /** The hash after one more entry; it begins with 0. */
    public static long after(long hash, LogEntry entry) {
        return ((hash * 31 + entry.index()) * 31 + entry.term()) * 31 + Arrays.hashCode(entry.payload());
    }
}
