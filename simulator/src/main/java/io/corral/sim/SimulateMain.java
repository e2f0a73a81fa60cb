package io.corral.sim;

import io.corral.sim.raft.Counts;
import io.corral.sim.raft.Replica;
import io.corral.sim.raft.Simulation;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Simulates groups from the command line: {@code bin/simulate --seeds 1000 --nodes 5}, or one seed with {@code --seed 42}. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        description = "Runs Raft groups in a simulated world and checks their promises at every step.")
public final class SimulateMain implements Callable<Integer> {

    private static final int FAILED = 1;

    @Option(
            names = "--seeds",
            description = "How many seeds to run, beginning with --seed (default: ${DEFAULT-VALUE}).")
    private long seeds = 1;

    @Option(names = "--seed", description = "The first seed (default: ${DEFAULT-VALUE}).")
    private long firstSeed = 1;

    @Option(names = "--nodes", description = "Nodes of a group (default: ${DEFAULT-VALUE}).")
    private int nodes = 3;

    private final PrintStream out;

    private SimulateMain(PrintStream out) {
        this.out = out;
    }

    /** Ends with 0 when all seeds kept all promises, otherwise with 1 and the story of the first that did not. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new SimulateMain(System.out)).execute(args));
    }

    @Override
    public Integer call() {
        Simulation simulation = new Simulation(Replica.Factory.REAL);
        Counts counts = new Counts();
        for (long seed = firstSeed; seed < firstSeed + seeds; seed++) {
            Simulation.Outcome outcome = simulation.run(seed, nodes);
            if (outcome.failure().isPresent()) {
                out.println(outcome.story());
                return FAILED;
            }
            counts.add(outcome.counts());
        }
        out.println(seeds + " seeds from " + firstSeed + " with " + nodes + " nodes kept all promises: " + counts);
        return 0;
    }
}
