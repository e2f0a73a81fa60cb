package io.corral.server.ops.metrics;

import io.corral.server.status.Distribution;
import io.corral.server.status.Lag;
import io.corral.server.status.Metric;
import io.corral.server.status.MetricCatalogue;
import io.corral.server.status.PeerProgress;
import io.corral.server.status.ServerStatus;
import io.corral.server.status.ServerStatusSource;
import io.prometheus.client.Collector;
import io.prometheus.client.GaugeMetricFamily;
import io.prometheus.client.SummaryMetricFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Shows a server's status to Prometheus. Everything is read when it is asked for; nothing is counted twice.
 */
public final class ServerMetricsCollector extends Collector {

    private final ServerStatusSource source;

    /**
     * A collector to register once.
     *
     * @param source where the status is read at each scrape
     */
    public ServerMetricsCollector(ServerStatusSource source) {
        this.source = source;
    }

    @Override
    public List<MetricFamilySamples> collect() {
        ServerStatus status = source.current();
        Families families = new Families();
        List<MetricFamilySamples> all = new ArrayList<>();
        for (Metric metric : MetricCatalogue.of(status)) {
            all.add(metric.dispatch(families));
        }
        all.add(perPeer("corral_peer_match_index", status, PeerProgress::matchIndex));
        all.add(perPeer("corral_peer_connected", status, peer -> peer.connected() ? 1 : 0));
        all.add(perPeer("corral_peer_lag_entries", status, peer -> lag(peer).entries()));
        all.add(perPeer("corral_peer_lag_millis", status, peer -> lag(peer).millis()));
        return all;
    }

    private static Lag lag(PeerProgress peer) {
        return peer.lag();
    }

    private static MetricFamilySamples perPeer(String name, ServerStatus status, ToDoubleFunction<PeerProgress> value) {
        GaugeMetricFamily family = new GaugeMetricFamily(name, name, List.of("key"));
        for (PeerProgress peer : status.peers()) {
            family.addMetric(List.of(Long.toString(peer.id())), value.applyAsDouble(peer));
        }
        return family;
    }

    /** One family for each metric; the help text is the name, as with ZooKeeper. */
    private static final class Families implements Metric.Handler<MetricFamilySamples> {

        @Override
        public MetricFamilySamples number(Metric.Single metric) {
            return switch (metric.kind()) {
                case GAUGE -> new GaugeMetricFamily(metric.name(), metric.name(), metric.value());
                // Typed as a counter, the library would add _total to the name, and dashboards made for ZooKeeper would
                // miss it.
                case COUNTER ->
                    new MetricFamilySamples(
                            metric.name(),
                            Type.UNKNOWN,
                            metric.name(),
                            List.of(new MetricFamilySamples.Sample(
                                    metric.name(), List.of(), List.of(), metric.value())));
            };
        }

        @Override
        public MetricFamilySamples durations(Metric.Durations metric) {
            Distribution values = metric.values();
            List<Double> quantiles = metric.detailed() ? List.of(0.5, 0.95, 0.99) : List.of(0.5);
            List<Double> millis = metric.detailed()
                    ? List.of(
                            millis(values, values.p50Micros()),
                            millis(values, values.p95Micros()),
                            millis(values, values.p99Micros()))
                    : List.of(millis(values, values.p50Micros()));
            SummaryMetricFamily family = new SummaryMetricFamily(metric.name(), metric.name(), List.of(), quantiles);
            family.addMetric(List.of(), (double) values.count(), values.sumMicros() / 1000.0, millis);
            return family;
        }

        private static double millis(Distribution values, long micros) {
            return values.count() == 0 ? Double.NaN : micros / 1000.0;
        }
    }
}
