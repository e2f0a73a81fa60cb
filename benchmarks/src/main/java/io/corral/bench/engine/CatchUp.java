package io.corral.bench.engine;

import io.corral.bench.report.Comparison;
import io.corral.bench.report.Report;
import io.corral.bench.server.Ensemble;
import io.corral.bench.server.JavaCommand;
import io.corral.bench.server.Premises;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures what it costs the writes when a follower that was away catches up. */
@Command(
        name = "bin/benchmark-engine catch-up",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = "Lets a follower miss commands and measures writing while it catches up.")
public final class CatchUp implements Callable<Integer> {
    private static final int NODES = 3;

    @Option(names = "--megabytes", description = "How much the follower misses.")
    private int megabytes = 1_024;

    @Option(names = "--missed-command-bytes", description = "Size of the commands it misses.")
    private int missedBytes = 8_192;

    @Option(names = "--load", description = "Load while it catches up: connections, and commands in flight on each.")
    private String load = "16x32";

    @Option(names = "--command-bytes", description = "Size of the commands of that load.")
    private int commandBytes = 100;

    @Option(names = "--seconds", description = "Seconds the load is measured before the follower returns, and after.")
    private int seconds = 10;

    @Option(names = "--rounds", description = "Rounds of each engine.")
    private int rounds = 1;

    @Option(names = "--report", description = "File the table is written to.")
    private Path report = Path.of("target", "catch-up.md");

    @Option(names = "--only", split = ",", description = "Engines: ${COMPLETION-CANDIDATES}.")
    private EngineContestant[] only = {EngineContestant.CORRAL};

    @Mixin
    private Premises premises = new Premises(Path.of("target", "engines"));

    @Mixin
    private EngineClassPaths classPaths = new EngineClassPaths();

    private final JavaCommand java;

    private CatchUp(JavaCommand java) {
        this.java = java;
    }

    /** Runs with the given options; {@code --help} lists them. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new CatchUp(JavaCommand.ofThisProcess()))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOverwrittenOptionsAllowed(true)
                .execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Comparison<EngineContestant> comparison = new Comparison<>(EngineContestant.class);
        for (int round = 1; round <= rounds; round++) {
            for (EngineContestant contestant : only) {
                System.err.printf(Locale.ROOT, "Round %d of %d: %s%n", round, rounds, contestant.title());
                measure(contestant, comparison);
            }
        }
        String text = heading() + comparison.toMarkdown(EngineContestant::title);
        Report.publish(text, report);
        return 0;
    }

    private void measure(EngineContestant contestant, Comparison<EngineContestant> comparison)
            throws IOException, InterruptedException {
        Path home = premises.home(contestant.title());
        JavaCommand command = classPaths.choose(contestant, premises.command(java));
        try (Ensemble running = EngineServers.start(contestant, NODES, command, home)) {
            new Absence(running, EngineLoad.parse(load), commandBytes, Duration.ofSeconds(seconds))
                    .measure((long) megabytes << 20, missedBytes)
                    .forEach((figure, value) -> comparison.add(contestant, figure, value));
            premises.leave(running);
        }
    }

    private String heading() {
        return String.format(
                Locale.ROOT,
                """
                # A follower catches up

                %d nodes each on one machine (%s), heap %s. One follower is killed and misses %d MB in commands
                of %d bytes; then it comes back while commands of %d bytes go on, %s.

                """,
                NODES,
                Report.machine(),
                premises.heap(),
                megabytes,
                missedBytes,
                commandBytes,
                EngineLoad.parse(load).title());
    }
}
