package io.corral.sim.world;

import java.util.List;
import java.util.Optional;

/**
 * How the run of a seed ended.
 *
 * @param world what was simulated, as {@code bin/simulate --world} calls it
 * @param seed by which it can be repeated, together with world and number of nodes
 * @param nodes number of nodes
 * @param traceHash equal for equal runs
 * @param nanos how much virtual time passed
 * @param tally what happened how often
 * @param failure the promise that was broken
 * @param trace the last lines of the story, when there was a failure
 */
public record Outcome(
        String world,
        long seed,
        int nodes,
        long traceHash,
        long nanos,
        Tally tally,
        Optional<RuntimeException> failure,
        List<String> trace) {

    /** The failure with everything needed to look into it. */
    public String story() {
        return String.join("\n", trace)
                + "\n\nseed " + seed + " of world " + world + " with " + nodes + " nodes: "
                + failure.map(RuntimeException::toString).orElse("all promises kept")
                + "\nreplay: bin/simulate --world " + world + " --nodes " + nodes + " --seed " + seed;
    }
}
