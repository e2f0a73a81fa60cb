package io.corral.server.ops.metrics;

import io.corral.server.status.Lag;
import io.corral.server.status.Metric;
import io.corral.server.status.MetricCatalogue;
import io.corral.server.status.PeerProgress;
import io.corral.server.status.ServerStatus;
import io.corral.server.status.ServerStatusSource;
import io.prometheus.client.Collector;
import io.prometheus.client.GaugeMetricFamily;
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
        MetricFamilies families = new MetricFamilies();
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
}
