package io.corral.bench.measure;

import io.corral.bench.load.LoadGenerator;
import io.corral.bench.load.LoadGenerator.Stopwatch;
import io.corral.bench.load.Pace;
import io.corral.bench.load.Traffic;
import io.corral.bench.report.Comparison;
import io.corral.bench.report.Figure;
import io.corral.bench.report.Figure.Better;
import io.corral.bench.server.Ensemble;
import io.corral.bench.server.Usage;
import java.io.IOException;
import java.time.Duration;
import org.HdrHistogram.Histogram;

/**
 * Measures one side's running servers and adds the figures to a comparison.
 *
 * @param <S> names the sides
 * @param side whose servers they are
 * @param servers what runs
 * @param comparison what figures are added to
 */
public record Measurement<S extends Enum<S>>(S side, Ensemble servers, Comparison<S> comparison) {
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double NANOS_PER_MICRO = 1e3;
    private static final double MICROS_PER_MILLI = 1e3;
    private static final double MILLIS_PER_SECOND = 1e3;
    private static final double KILOBYTES_PER_MEGABYTE = 1024;

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

    /** Runs traffic without keeping any figure. */
    public Histogram run(Traffic traffic, Pace pace) throws IOException, InterruptedException {
        return LoadGenerator.run(traffic, pace, new CpuClock());
    }

    /** Many requests in flight: throughput, latency, and what a request costs. */
    public void underLoad(String subject, Traffic traffic, Pace pace) throws IOException, InterruptedException {
        CpuClock cpu = new CpuClock();
        Histogram latencies = LoadGenerator.run(traffic, pace, cpu);
        long operations = latencies.getTotalCount();
        add(subject, "throughput", "ops/s", Better.HIGHER, operations / seconds(pace.measured()));
        add(subject, "p50", "ms", Better.LOWER, latencies.getValueAtPercentile(50) / NANOS_PER_MILLI);
        add(subject, "p99", "ms", Better.LOWER, latencies.getValueAtPercentile(99) / NANOS_PER_MILLI);
        add(subject, "CPU of all servers", "µs/op", Better.LOWER, cpu.serverMicrosPer(operations));
        add(subject, "CPU of the load generator", "µs/op", Better.LOWER, cpu.clientMicrosPer(operations));
    }

    /** One request in flight, for this long in all. */
    public void alone(String subject, Histogram latencies, Duration measured) {
        add(subject, "throughput", "ops/s", Better.HIGHER, latencies.getTotalCount() / seconds(measured));
        add(subject, "p50", "µs", Better.LOWER, latencies.getValueAtPercentile(50) / NANOS_PER_MICRO);
        add(subject, "p99", "µs", Better.LOWER, latencies.getValueAtPercentile(99) / NANOS_PER_MICRO);
    }

    /** What the servers hold now, and the most they held. */
    public void memory() {
        Usage usage = servers.usage();
        add("all of it", "resident memory of all servers", "MB", Better.LOWER, megabytes(usage.residentKilobytes()));
        add("all of it", "peak resident memory of all servers", "MB", Better.LOWER, megabytes(usage.peakKilobytes()));
    }

    private void add(String subject, String name, String unit, Better better, double value) {
        comparison.add(side, new Figure(subject, name, unit, better), value);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / MILLIS_PER_SECOND;
    }

    private static double megabytes(long kilobytes) {
        return kilobytes / KILOBYTES_PER_MEGABYTE;
    }
}
