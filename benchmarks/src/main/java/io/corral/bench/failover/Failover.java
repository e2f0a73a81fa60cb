package io.corral.bench.failover;

import io.corral.bench.load.DataSet;
import io.corral.bench.report.Comparison;
import io.corral.bench.report.Figure;
import io.corral.bench.report.Figure.Better;
import io.corral.bench.report.Report;
import io.corral.bench.server.Contestant;
import io.corral.bench.server.Ensemble;
import io.corral.bench.server.JavaCommand;
import io.corral.bench.server.Premises;
import io.corral.bench.server.ZooKeeperServers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooKeeper;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures how long ZooKeeper and Corral cannot write when their leader dies or falls silent. */
@Command(
        name = "bin/failover",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = "Kills and stops the leader of ZooKeeper and Corral, and measures the time without a write.")
public final class Failover implements Callable<Integer> {
    private static final int VALUE_BYTES = 100;
    private static final int KEYS = 1_000;

    @Option(names = "--kills", description = "How often the leader is killed, without load and under load each.")
    private int kills = 50;

    @Option(names = "--stops", description = "How often the leader is stopped, without load and under load each.")
    private int stops = 20;

    @Option(names = "--servers", description = "Servers in each ensemble.")
    private int servers = 3;

    @Option(names = "--clients", description = "Loading clients at each server.")
    private int clients = 4;

    @Option(names = "--in-flight", description = "Writes in flight of each loading client.")
    private int inFlight = 16;

    @Option(names = "--report", description = "File the table is written to.")
    private Path report = Path.of("target", "failover.md");

    @Option(names = "--only", description = "Measure one contestant alone: ${COMPLETION-CANDIDATES}.")
    private Contestant[] only = Contestant.values();

    @Mixin
    private Premises premises = new Premises(Path.of("target", "failover"));

    private final JavaCommand java;
    private final Comparison<Contestant> comparison = new Comparison<>(Contestant.class);

    private Failover(JavaCommand java) {
        this.java = java;
    }

    /** Runs with the given options; {@code --help} lists them. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Failover(JavaCommand.ofThisProcess()))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOverwrittenOptionsAllowed(true)
                .execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException, KeeperException {
        for (Contestant contestant : only) {
            measure(contestant, "idle", 0);
            measure(contestant, "loaded", clients);
        }
        String text = heading() + comparison.toMarkdown(Contestant::title);
        Report.publish(text, report);
        return 0;
    }

    private void measure(Contestant contestant, String condition, int loadingClients)
            throws IOException, InterruptedException, KeeperException {
        System.err.printf(Locale.ROOT, "%s, %s%n", contestant.title(), condition);
        Path home = premises.home(contestant.title());
        JavaCommand command = premises.command(java);
        try (Ensemble running = ZooKeeperServers.start(contestant, servers, command, home)) {
            DataSet data = new DataSet(KEYS, VALUE_BYTES);
            ZooKeeper client = ZooKeeperServers.connect(running);
            data.prepare(client);
            client.close();
            try (Trial trial = new Trial(running, data)) {
                trial.write(loadingClients, inFlight);
                add(contestant, condition, Harm.KILL, trial.harm(Harm.KILL, kills));
                add(contestant, condition, Harm.STOP, trial.harm(Harm.STOP, stops));
            }
            premises.leave(running);
        }
    }

    private void add(Contestant contestant, String condition, Harm harm, List<Double> millis) {
        String subject = "leader " + harm.participle() + " " + millis.size() + " times, " + condition;
        for (double each : millis) {
            comparison.add(contestant, new Figure(subject, "no write for, median", "ms", Better.LOWER), each);
        }
        millis.stream()
                .max(Double::compare)
                .ifPresent(longest -> comparison.add(
                        contestant, new Figure(subject, "no write for, maximum", "ms", Better.LOWER), longest));
    }

    private String heading() {
        return String.format(Locale.ROOT, """
                # When the leader fails

                %d servers each on one machine (%s), heap %s. At each server a client writes without end, and
                under load %d more with %d writes in flight each; they come back at once when a connection breaks. Measured is the
                longest time between two successful writes, whoever made them, after the leader was killed (SIGKILL) or stopped
                (SIGSTOP).

                """, servers, Report.machine(), premises.heap(), clients, inFlight);
    }
}
