package io.corral.bench.engine;

import io.corral.bench.QuickRun;
import io.corral.bench.load.AppendTraffic;
import io.corral.bench.load.Pace;
import io.corral.bench.measure.Measurement;
import io.corral.bench.report.Comparison;
import io.corral.bench.report.Report;
import io.corral.bench.server.Ensemble;
import io.corral.bench.server.JavaCommand;
import io.corral.bench.server.Premises;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures replication engines on this machine, one after the other, and prints their medians. */
@Command(
        name = "bin/benchmark-engine",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = "Measures Corral's engine, Apache Ratis and SOFAJRaft side by side on this machine.")
public final class EngineSideBySide implements Callable<Integer> {
    private static final Duration LEAD = Duration.ofSeconds(1);
    private static final QuickRun QUICK = new QuickRun(Map.of("--rounds", "1", "--warm-up", "4", "--seconds", "4"));

    @Option(
            names = QuickRun.OPTION,
            description = "One short round, about a minute in all, for a first look; options that are given win.")
    private boolean quick;

    @Option(names = "--rounds", description = "Rounds of each engine, in alternation.")
    private int rounds = 3;

    @Option(names = "--nodes", description = "Nodes in each group.")
    private int nodes = 3;

    @Option(
            names = "--loads",
            split = ",",
            description = "What to measure: connections to the leader, and commands in flight on each.")
    private String[] loads = {"1x1", "16x1", "16x32"};

    @Option(names = "--load-threads", description = "Threads of the load generator.")
    private int threads = 1;

    @Option(names = "--warm-up", description = "Seconds the heaviest load runs before anything is measured.")
    private int warmUpSeconds = 10;

    @Option(names = "--seconds", description = "Seconds each load is measured.")
    private int measuredSeconds = 10;

    @Option(names = "--command-bytes", description = "Size of a command.")
    private int commandBytes = 100;

    @Option(names = "--jvm-flag", description = "One more flag of every node's JVM.")
    private String[] jvmFlags = {};

    @Option(names = "--report", description = "File the table is written to.")
    private Path report = Path.of("target", "engines.md");

    @Option(names = "--only", split = ",", description = "Measure some engines only: ${COMPLETION-CANDIDATES}.")
    private EngineContestant[] only = EngineContestant.values();

    @Mixin
    private Premises premises = new Premises(Path.of("target", "engines"));

    @Mixin
    private EngineClassPaths classPaths = new EngineClassPaths();

    private final JavaCommand java;

    private EngineSideBySide(JavaCommand java) {
        this.java = java;
    }

    /** Runs with the given options; {@code --help} lists them. */
    public static void main(String[] arguments) {
        CommandLine line = QUICK.prepare(new CommandLine(new EngineSideBySide(JavaCommand.ofThisProcess())), arguments);
        System.exit(line.setCaseInsensitiveEnumValuesAllowed(true)
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
        try (Ensemble running = EngineServers.start(contestant, nodes, command(contestant), home)) {
            Measurement<EngineContestant> measurement = new Measurement<>(contestant, running, comparison);
            List<EngineLoad> all = Stream.of(loads).map(EngineLoad::parse).toList();
            EngineLoad heaviest = all.get(all.size() - 1);
            measurement.run(traffic(running, heaviest), pace(heaviest, Duration.ofSeconds(warmUpSeconds)));
            for (EngineLoad load : all) {
                measure(load, measurement);
            }
            measurement.memory();
            premises.leave(running);
        }
    }

    private void measure(EngineLoad load, Measurement<EngineContestant> measurement)
            throws IOException, InterruptedException {
        AppendTraffic traffic = traffic(measurement.servers(), load);
        Pace pace = pace(load, Duration.ofSeconds(measuredSeconds));
        if (load.isAlone()) {
            measurement.alone(load.title(), measurement.run(traffic, pace), pace.measured());
        } else {
            measurement.underLoad(load.title(), traffic, pace);
        }
    }

    private AppendTraffic traffic(Ensemble running, EngineLoad load) {
        return new AppendTraffic(EngineServers.leader(running).port(), load.inFlight(), commandBytes);
    }

    private Pace pace(EngineLoad load, Duration measured) {
        return new Pace(load.connections(), threads, LEAD, measured);
    }

    private JavaCommand command(EngineContestant contestant) {
        return classPaths.choose(contestant, premises.command(java).with(jvmFlags));
    }

    private String heading() {
        return String.format(
                Locale.ROOT,
                """
                # Replication engines side by side%s

                %d nodes each on one machine (%s), heap %s, commands of %d bytes sent to the leader; every
                command durable on a majority (fsync) and executed before its answer. Medians over %d rounds, run in alternation.

                """,
                quick ? ", a first look" : "",
                nodes,
                Report.machine(),
                premises.heap(),
                commandBytes,
                rounds);
    }
}
