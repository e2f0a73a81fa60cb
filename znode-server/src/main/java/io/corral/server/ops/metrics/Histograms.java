package io.corral.server.ops.metrics;

import io.corral.raft.node.Distribution;
import io.prometheus.client.Collector;
import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.Collector.MetricFamilySamples.Sample;
import java.util.ArrayList;
import java.util.List;

/** Distributions of the engine as Prometheus histograms: a bucket for each power of two that can matter. */
final class Histograms {
    private static final double NANOS_PER_SECOND = 1e9;

    /** From about a microsecond ... */
    private static final int FIRST_NANOS_POWER = 10;

    /** ... to about a minute. */
    private static final int LAST_NANOS_POWER = 36;

    /** About a million. */
    private static final int LAST_ENTRIES_POWER = 20;

    /** From a kibibyte to a tebibyte. */
    private static final int FIRST_BYTES_POWER = 10;

    private static final int LAST_BYTES_POWER = 40;

    private Histograms() {}

    /** Durations counted in nanoseconds, shown in seconds. */
    static MetricFamilySamples seconds(String name, String help, Distribution nanos) {
        return histogram(name, help, nanos, new Range(FIRST_NANOS_POWER, LAST_NANOS_POWER, NANOS_PER_SECOND));
    }

    /** Numbers of entries or of anything else that comes one by one. */
    static MetricFamilySamples entries(String name, String help, Distribution values) {
        return histogram(name, help, values, new Range(0, LAST_ENTRIES_POWER, 1));
    }

    /** Sizes in bytes. */
    static MetricFamilySamples bytes(String name, String help, Distribution values) {
        return histogram(name, help, values, new Range(FIRST_BYTES_POWER, LAST_BYTES_POWER, 1));
    }

    private record Range(int firstPower, int lastPower, double unit) {}

    private static MetricFamilySamples histogram(String name, String help, Distribution values, Range range) {
        List<Sample> samples = new ArrayList<>();
        long below = 0;
        for (int power = 0; power < values.buckets().size() && power <= range.lastPower(); power++) {
            // Bucket n holds what is below 2^n, all whole numbers: at most 2^n - 1.
            below += values.buckets().get(power);
            if (power >= range.firstPower()) {
                samples.add(bucket(name, Collector.doubleToGoString(bound(power, range)), below));
            }
        }
        long count = values.buckets().stream().mapToLong(Long::longValue).sum();
        samples.add(bucket(name, "+Inf", count));
        samples.add(new Sample(name + "_count", List.of(), List.of(), count));
        samples.add(new Sample(name + "_sum", List.of(), List.of(), values.sum() / range.unit()));
        return new MetricFamilySamples(name, Collector.Type.HISTOGRAM, help, samples);
    }

    private static double bound(int power, Range range) {
        return ((1L << power) - 1) / range.unit();
    }

    private static Sample bucket(String name, String bound, long count) {
        return new Sample(name + "_bucket", List.of("le"), List.of(bound), count);
    }
}
