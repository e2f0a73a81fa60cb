package io.corral.server.frontend;

import io.corral.server.status.DurationMeter;
import io.corral.server.status.NamespaceMeter;

/**
 * What one event loop measures, one value after the other. Recorded by that loop alone; the meters may be read by any thread.
 *
 * @param readTimes how long reads took
 * @param updateTimes how long writes took
 * @param holdTimes how long requests were held before they were begun
 * @param reads what connections of the loop read
 * @param quotaErrors writes of the loop's connections that a quota did not permit
 */
record LoopMeters(
        DurationMeter readTimes,
        DurationMeter updateTimes,
        DurationMeter holdTimes,
        NamespaceMeter reads,
        NamespaceMeter quotaErrors) {
    /** Nothing is measured yet. */
    LoopMeters() {
        this(new DurationMeter(), new DurationMeter(), new DurationMeter(), new NamespaceMeter(), new NamespaceMeter());
    }

    /** An operator resets the statistics of the server; errors go on counting. */
    void restart() {
        readTimes.reset();
        updateTimes.reset();
        holdTimes.reset();
        reads.restart();
    }
}
