package io.corral.sim.mutation;

import io.corral.sim.World;
import io.corral.sim.world.Outcome;
import java.util.function.LongFunction;

/** Runs seeds of a world. Loaded once more for each mutant; only types of the platform cross the border between them. */
public final class SeedRun implements LongFunction<String> {
    private final World world;
    private final int nodes;

    /** Seeds of the world of this name. */
    public SeedRun(String world, Integer nodes) {
        this.world = World.valueOf(world.toUpperCase(java.util.Locale.ROOT));
        this.nodes = nodes;
    }

    @Override
    public String apply(long seed) {
        Outcome outcome = world.run(seed, nodes);
        return outcome.failure().isPresent() ? outcome.story() : "";
    }
}
