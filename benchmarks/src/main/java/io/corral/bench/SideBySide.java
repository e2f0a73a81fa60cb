package io.corral.bench;

import io.corral.bench.load.DataSet;
import io.corral.bench.load.Workload;
import io.corral.bench.measure.Measurement;
import io.corral.bench.report.Comparison;
import io.corral.bench.report.Report;
import io.corral.bench.server.Contestant;
import io.corral.bench.server.Ensemble;
import io.corral.bench.server.JavaCommand;
import io.corral.bench.server.Premises;
import io.corral.bench.server.ZooKeeperServers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooKeeper;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Measures ZooKeeper and Corral side by side on one machine: the same client load, the same JVM flags, the same disk, both with
 * an fsync on a majority before a write is acknowledged. Shows the medians over some rounds as a Markdown table.
 */
@Command(
        name = "bin/benchmark",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = "Measures ZooKeeper and Corral side by side on this machine.")
public final class SideBySide implements Callable<Integer> {
    private static final QuickRun QUICK =
            new QuickRun(Map.of("--rounds", "1", "--warm-up", "3", "--seconds", "4", "--lone-seconds", "0.5"));
    private static final double MILLIS_PER_SECOND = 1_000;

    @Option(
            names = QuickRun.OPTION,
            description = "One short round, about two minutes in all, for a first look; options that are given win.")
    private boolean quick;

    @Option(names = "--rounds", description = "Rounds of each contestant, in alternation.")
    private int rounds = 3;

    @Option(names = "--servers", description = "Servers in each ensemble.")
    private int servers = 3;

    @Option(names = "--connections", description = "Client connections under full load, spread over all servers.")
    private int connections = 16;

    @Option(names = "--in-flight", description = "Requests in flight on each connection under full load.")
    private int inFlight = 32;

    @Option(names = "--load-threads", description = "Threads of the load generator.")
    private int threads = 1;

    @Option(names = "--warm-up", description = "Seconds each workload runs before anything is measured.")
    private int warmUpSeconds = 10;

    @Option(names = "--seconds", description = "Seconds each workload is measured under full load.")
    private int measuredSeconds = 10;

    @Option(names = "--lone-seconds", description = "Seconds each workload is measured at each server, one in flight.")
    private double loneSeconds = 2;

    @Option(names = "--value-bytes", description = "Bytes of data of each node.")
    private int valueBytes = 100;

    @Option(names = "--keys", description = "Nodes that gets and sets choose from.")
    private int keys = 1_000;

    @Option(
            names = "--jvm-flag",
            description = "One more flag of every server's JVM, e.g. --jvm-flag=-XX:+UseParallelGC.")
    private String[] jvmFlags = {};

    @Option(names = "--report", description = "File the table is written to.")
    private Path report = Path.of("target", "report.md");

    @Option(names = "--only", description = "Measure one contestant alone: ${COMPLETION-CANDIDATES}.")
    private Contestant[] only = Contestant.values();

    @Option(names = "--workloads", split = ",", description = "What to measure: ${COMPLETION-CANDIDATES}.")
    private Workload[] workloads = Workload.values();

    @Mixin
    private Premises premises = new Premises(Path.of("target", "side-by-side"));

    private final JavaCommand java;

    private SideBySide(JavaCommand java) {
        this.java = java;
    }

    /** Runs with the given options; {@code --help} lists them. */
    public static void main(String[] arguments) {
        CommandLine line = QUICK.prepare(new CommandLine(new SideBySide(JavaCommand.ofThisProcess())), arguments);
        System.exit(line.setCaseInsensitiveEnumValuesAllowed(true)
                .setOverwrittenOptionsAllowed(true)
                .execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException, KeeperException {
        Plan plan = plan();
        DataSet data = new DataSet(keys, valueBytes);
        Comparison<Contestant> comparison = new Comparison<>(Contestant.class);
        for (int round = 1; round <= plan.rounds(); round++) {
            for (Contestant contestant : only) {
                System.err.printf(Locale.ROOT, "Round %d of %d: %s%n", round, plan.rounds(), contestant.title());
                measure(plan, contestant, data, comparison);
            }
        }
        String text = heading(plan) + comparison.toMarkdown(Contestant::title);
        Report.publish(text, report);
        return 0;
    }

    private Plan plan() {
        return new Plan(
                List.of(workloads),
                rounds,
                servers,
                connections,
                inFlight,
                threads,
                Duration.ofSeconds(warmUpSeconds),
                Duration.ofSeconds(measuredSeconds),
                Duration.ofMillis(Math.round(loneSeconds * MILLIS_PER_SECOND)));
    }

    private void measure(Plan plan, Contestant contestant, DataSet data, Comparison<Contestant> comparison)
            throws IOException, InterruptedException, KeeperException {
        Path home = premises.home(contestant.title());
        JavaCommand command = premises.command(java).with(jvmFlags);
        try (Ensemble running = ZooKeeperServers.start(contestant, plan.servers(), command, home)) {
            ZooKeeper client = ZooKeeperServers.connect(running);
            try {
                new Round(plan, data, client, new Measurement<>(contestant, running, comparison)).measure();
            } finally {
                client.close();
            }
            premises.leave(running);
        }
    }

    private String heading(Plan plan) {
        return String.format(
                Locale.ROOT,
                """
                # ZooKeeper and Corral side by side%s

                %d servers each on one machine (%s), heap %s, values of %d bytes; clients spread over all
                servers; every write durable on a majority (fsync) before its answer. Medians over %d rounds, run in alternation.

                """,
                quick ? ", a first look" : "",
                plan.servers(),
                Report.machine(),
                premises.heap(),
                valueBytes,
                plan.rounds());
    }
}
