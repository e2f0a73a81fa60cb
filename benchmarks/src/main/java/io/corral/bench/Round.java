package io.corral.bench;

import io.corral.bench.load.DataSet;
import io.corral.bench.load.Load;
import io.corral.bench.load.LoadGenerator;
import io.corral.bench.load.LoadGenerator.Stopwatch;
import io.corral.bench.load.Workload;
import io.corral.bench.report.Comparison;
import io.corral.bench.report.Figure;
import io.corral.bench.report.Figure.Better;
import io.corral.bench.server.Contestant;
import io.corral.bench.server.MeasuredServers;
import io.corral.bench.server.Usage;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooKeeper;

/** All measurements of one contestant's running servers, once. */
final class Round {
    private static final Duration LEAD = Duration.ofSeconds(1);
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double NANOS_PER_MICRO = 1e3;
    private static final double MICROS_PER_MILLI = 1e3;
    private static final double KILOBYTES_PER_MEGABYTE = 1024;

    private final Plan plan;
    private final Contestant contestant;
    private final MeasuredServers servers;
    private final DataSet data;
    private final ZooKeeper client;
    private final LoadGenerator generator;
    private final Comparison<Contestant> comparison;
    private int runs;

    Round(
            Plan plan,
            Contestant contestant,
            MeasuredServers servers,
            DataSet data,
            ZooKeeper client,
            Comparison<Contestant> comparison) {
        this.plan = plan;
        this.contestant = contestant;
        this.servers = servers;
        this.data = data;
        this.client = client;
        this.generator = new LoadGenerator(data);
        this.comparison = comparison;
    }

    /** CPU time of the servers, and of this process, between the two instants of a measurement. */
    private final class CpuClock implements Stopwatch {
        private long serversMillis;
        private long clientsMillis;

        @Override
        public void begin() {
            serversMillis = -servers.usage().cpuMillis();
            clientsMillis = -Usage.ofThisProcess().cpuMillis();
        }

        @Override
        public void end() {
            serversMillis += servers.usage().cpuMillis();
            clientsMillis += Usage.ofThisProcess().cpuMillis();
        }

        double serverMicrosPer(long operations) {
            return serversMillis * MICROS_PER_MILLI / operations;
        }

        double clientMicrosPer(long operations) {
            return clientsMillis * MICROS_PER_MILLI / operations;
        }
    }

    /** Measures everything once and adds it to the comparison. */
    void measure() throws IOException, InterruptedException, KeeperException {
        data.prepare(client);
        for (Workload workload : plan.workloads()) {
            generator.run(load(workload, plan.connections(), plan.inFlight(), plan.warmUp()), new CpuClock());
        }
        for (Workload workload : plan.workloads()) {
            underLoad(workload);
        }
        for (Workload workload : plan.workloads()) {
            alone(workload);
        }
        Usage usage = servers.usage();
        add("all of it", "resident memory of all servers", "MB", Better.LOWER, megabytes(usage.residentKilobytes()));
        add("all of it", "peak resident memory of all servers", "MB", Better.LOWER, megabytes(usage.peakKilobytes()));
    }

    private void underLoad(Workload workload) throws IOException, InterruptedException, KeeperException {
        CpuClock cpu = new CpuClock();
        Load load = load(workload, plan.connections(), plan.inFlight(), plan.measured());
        Histogram latencies = generator.run(load, cpu);
        long operations = latencies.getTotalCount();
        String subject = String.format(
                Locale.ROOT, "%s, %d × %d in flight", name(workload), plan.connections(), plan.inFlight());
        add(subject, "throughput", "ops/s", Better.HIGHER, operations / seconds(plan.measured()));
        add(subject, "p50", "ms", Better.LOWER, latencies.getValueAtPercentile(50) / NANOS_PER_MILLI);
        add(subject, "p99", "ms", Better.LOWER, latencies.getValueAtPercentile(99) / NANOS_PER_MILLI);
        add(subject, "CPU of all servers", "µs/op", Better.LOWER, cpu.serverMicrosPer(operations));
        add(subject, "CPU of the load generator", "µs/op", Better.LOWER, cpu.clientMicrosPer(operations));
    }

    /** One request in flight, at each server in turn: leader and followers have different ways to go. */
    private void alone(Workload workload) throws IOException, InterruptedException, KeeperException {
        Histogram latencies = new Histogram(3);
        for (int port : servers.ports()) {
            Load load = new Load(workload, List.of(port), parents(1), 1, 1, LEAD, plan.lone());
            latencies.add(generator.run(load, new CpuClock()));
        }
        String subject = name(workload) + ", 1 in flight";
        double measured = seconds(plan.lone()) * servers.ports().size();
        add(subject, "throughput", "ops/s", Better.HIGHER, latencies.getTotalCount() / measured);
        add(subject, "p50", "µs", Better.LOWER, latencies.getValueAtPercentile(50) / NANOS_PER_MICRO);
        add(subject, "p99", "µs", Better.LOWER, latencies.getValueAtPercentile(99) / NANOS_PER_MICRO);
    }

    private Load load(Workload workload, int connections, int inFlight, Duration measured)
            throws KeeperException, InterruptedException {
        return new Load(workload, servers.ports(), parents(connections), inFlight, plan.threads(), LEAD, measured);
    }

    private List<String> parents(int connections) throws KeeperException, InterruptedException {
        runs++;
        return new ArrayList<>(List.of(data.prepareParents(client, "run-" + runs, connections)));
    }

    private void add(String subject, String name, String unit, Better better, double value) {
        comparison.add(contestant, new Figure(subject, name, unit, better), value);
    }

    private static String name(Workload workload) {
        return workload.name().toLowerCase(Locale.ROOT);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1e3;
    }

    private static double megabytes(long kilobytes) {
        return kilobytes / KILOBYTES_PER_MEGABYTE;
    }
}
