package io.corral.sim.cluster;

import io.corral.sim.promise.BrokenPromise;
import java.util.HashMap;
import java.util.Map;

/**
 * What one client has seen so far, as indexes of the log up to which the answers told of the state. Monotonic reads: a linearizable
 * answer never tells of an older state than any answer before, from whatever node and of whatever level; one that may lag never of an
 * older state than any answer before from the same process.
 */
final class Sight {
    private final int client;
    private final Map<Object, Long> seenAtProcess = new HashMap<>();
    private long seen;

    /** A client that has seen nothing. */
    Sight(int client) {
        this.client = client;
    }

    /**
     * An answer arrives to a question that was asked after the answers before had arrived.
     *
     * @param process which process has answered
     * @param index up to which entry the state goes that it tells of
     * @param mayLag whether the client accepts an old state
     * @throws BrokenPromise when the client goes back in time
     */
    void sees(Object process, long index, boolean mayLag) {
        long atLeast = mayLag ? seenAtProcess.getOrDefault(process, 0L) : seen;
        if (index < atLeast) {
            throw new BrokenPromise("monotonic reads: client " + client + " is told of the state at " + index
                    + ", after " + "that at " + atLeast);
        }
        seenAtProcess.merge(process, index, Math::max);
        seen = Math.max(seen, index);
    }
}
