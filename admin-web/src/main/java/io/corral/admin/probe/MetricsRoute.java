package io.corral.admin.probe;

import io.corral.admin.http.Query;
import io.corral.admin.http.Reply;
import io.corral.admin.http.Route;
import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exporter.common.TextFormat;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Metrics in the text format of Prometheus; {@code name[]} chooses some of them. */
public final class MetricsRoute implements Route {

    private final CollectorRegistry registry;

    /** Shows what the registry holds when it is asked. */
    public MetricsRoute(CollectorRegistry registry) {
        this.registry = registry;
    }

    @Override
    public CompletableFuture<Reply> answer(Query query) {
        String contentType = TextFormat.chooseContentType(query.accept());
        Set<String> names = new HashSet<>(query.parameters().getOrDefault("name[]", List.of()));
        // Filtering would drop the families that have no samples, also when nothing is chosen.
        Enumeration<MetricFamilySamples> families =
                names.isEmpty() ? registry.metricFamilySamples() : registry.filteredMetricFamilySamples(names);
        String text;
        try {
            text = contentType.equals(TextFormat.CONTENT_TYPE_004) ? plain(families) : open(families);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return CompletableFuture.completedFuture(Reply.of(200, contentType, text));
    }

    private static String plain(Enumeration<MetricFamilySamples> families) throws IOException {
        MetricsText text = new MetricsText();
        while (families.hasMoreElements()) {
            text.family(families.nextElement());
        }
        return text.toString();
    }

    private static String open(Enumeration<MetricFamilySamples> families) throws IOException {
        StringWriter text = new StringWriter();
        TextFormat.writeOpenMetrics100(text, families);
        return text.toString();
    }
}
