package io.corral.server.ops.metrics;

import io.corral.server.status.Amounts;
import io.corral.server.status.Distribution;
import io.corral.server.status.Metric;
import io.corral.server.status.Percentiles;
import io.prometheus.client.Collector;
import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.Collector.MetricFamilySamples.Sample;
import io.prometheus.client.SummaryMetricFamily;
import java.util.List;

/** A family for each metric, in the form ZooKeeper's Prometheus provider gives it; the help text is the name, as there. */
final class MetricFamilies implements Metric.Handler<MetricFamilySamples> {

    private static final double MICROS_PER_MILLI = 1000;
    private static final List<Double> BASIC = List.of(0.5);
    private static final List<Double> DETAILED = List.of(0.5, 0.9, 0.99);
    private static final List<String> KEY = List.of("key");

    @Override
    public MetricFamilySamples number(Metric.Single metric) {
        return family(
                metric.name(), metric.kind(), List.of(new Sample(metric.name(), List.of(), List.of(), metric.value())));
    }

    @Override
    public MetricFamilySamples numbersByKey(Metric.ByKey metric) {
        List<Sample> samples = metric.values().entrySet().stream()
                .map(entry -> new Sample(metric.name(), KEY, List.of(entry.getKey()), (double) entry.getValue()))
                .toList();
        return family(metric.name(), metric.kind(), samples);
    }

    /**
     * Typed as a counter, the library would add _total to the name, and dashboards made for ZooKeeper would miss it. Where the
     * text is written, what is of no known type is called a counter.
     */
    private static MetricFamilySamples family(String name, Metric.Kind kind, List<Sample> samples) {
        Collector.Type type = switch (kind) {
            case GAUGE -> Collector.Type.GAUGE;
            case COUNTER -> Collector.Type.UNKNOWN;
        };
        return new MetricFamilySamples(name, type, name, samples);
    }

    @Override
    public MetricFamilySamples durations(Metric.Durations metric) {
        Distribution values = metric.values();
        Percentiles percentiles = values.percentiles();
        List<Double> millis = metric.detailed()
                ? List.of(
                        millis(values, percentiles.p50()),
                        millis(values, percentiles.p90()),
                        millis(values, percentiles.p99()))
                : List.of(millis(values, percentiles.p50()));
        return summary(metric.name(), millis, (double) values.count(), values.sumMicros() / MICROS_PER_MILLI);
    }

    @Override
    public MetricFamilySamples amounts(Metric.Counted metric) {
        Amounts values = metric.values();
        return summary(metric.name(), unknown(metric.detailed()), (double) values.count(), (double) values.sum());
    }

    @Override
    public MetricFamilySamples amountsByKey(Metric.CountedByKey metric) {
        List<Double> quantiles = metric.detailed() ? DETAILED : BASIC;
        SummaryMetricFamily family = new SummaryMetricFamily(metric.name(), metric.name(), KEY, quantiles);
        metric.values()
                .forEach((key, values) -> family.addMetric(
                        List.of(key), (double) values.count(), (double) values.sum(), unknown(metric.detailed())));
        return family;
    }

    private static List<Double> unknown(boolean detailed) {
        return detailed ? List.of(Double.NaN, Double.NaN, Double.NaN) : List.of(Double.NaN);
    }

    private static MetricFamilySamples summary(String name, List<Double> values, double count, double sum) {
        List<Double> quantiles = values.size() == BASIC.size() ? BASIC : DETAILED;
        SummaryMetricFamily family = new SummaryMetricFamily(name, name, List.of(), quantiles);
        family.addMetric(List.of(), count, sum, values);
        return family;
    }

    private static double millis(Distribution values, long micros) {
        return values.count() == 0 ? Double.NaN : micros / MICROS_PER_MILLI;
    }
}
