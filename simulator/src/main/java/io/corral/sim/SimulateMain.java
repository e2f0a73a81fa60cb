package io.corral.sim;

import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Simulates groups from the command line: {@code bin/simulate --seeds 1000 --nodes 5}, or one seed with {@code --seed 42}. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        description = {
            "Runs Raft groups in a simulated world where everything goes wrong, and checks their promises at every step.",
            "Ends with 0 when all seeds kept all promises, otherwise with 1 and the story of the first that did not."
        })
public final class SimulateMain implements Callable<Integer> {

    private static final int FAILED = 1;
    private static final double NANOS_PER_HOUR = TimeUnit.HOURS.toNanos(1);
    private static final double NANOS_PER_MINUTE = TimeUnit.MINUTES.toNanos(1);

    @Option(
            names = "--world",
            description = "core: the bare algorithm, quick; cluster: whole nodes with their drivers, files and clients;"
                    + " groups: the same with several groups on each node (default: ${DEFAULT-VALUE}).")
    private World world = World.CLUSTER;

    @Option(
            names = "--seeds",
            description = "How many seeds to run, beginning with --seed (default: ${DEFAULT-VALUE}).")
    private long seeds = 1;

    @Option(names = "--seed", description = "The first seed (default: ${DEFAULT-VALUE}).")
    private long firstSeed = 1;

    @Option(names = "--nodes", description = "Nodes of a group (default: ${DEFAULT-VALUE}).")
    private int nodes = 3;

    @Option(names = "--threads", description = "Seeds run at the same time (default: as many as there are cores).")
    private int threads = Runtime.getRuntime().availableProcessors();

    private final PrintStream out;

    private SimulateMain(PrintStream out) {
        this.out = out;
    }

    /** Ends with 0 when all seeds kept all promises, otherwise with 1 and the story of the first that did not. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new SimulateMain(System.out))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args));
    }

    @Override
    public Integer call() throws InterruptedException {
        long begin = System.nanoTime();
        Seeds.Result result = new Seeds(seed -> world.run(seed, nodes), firstSeed, seeds, threads).run();
        if (result.failure().isPresent()) {
            out.println(result.failure().get().story());
            return FAILED;
        }
        double minutes = (System.nanoTime() - begin) / NANOS_PER_MINUTE;
        out.printf(
                "%d seeds from %d of world %s with %d nodes kept all promises: %.0f seeds a minute, %.1f simulated"
                        + " hours; %s%n",
                result.run(),
                firstSeed,
                world.name().toLowerCase(Locale.ROOT),
                nodes,
                result.run() / minutes,
                result.nanos() / NANOS_PER_HOUR,
                result.tally());
        return 0;
    }
}
