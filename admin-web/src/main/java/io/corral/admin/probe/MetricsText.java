package io.corral.admin.probe;

import io.prometheus.client.Collector;
import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.Collector.MetricFamilySamples.Sample;
import io.prometheus.client.exporter.common.TextFormat;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Collections;
import java.util.List;

/**
 * Writes metrics in Prometheus' text format 0.0.4. Families of no known type are ZooKeeper's counters: they are written as counters
 * under their own name, which the library would not do, as it wants every counter to end in {@code _total}.
 */
final class MetricsText {
    private final StringWriter text = new StringWriter();

    void family(MetricFamilySamples family) throws IOException {
        if (family.type == Collector.Type.UNKNOWN) {
            plainCounter(family);
        } else {
            TextFormat.write004(text, Collections.enumeration(List.of(family)));
        }
    }

    private void plainCounter(MetricFamilySamples family) {
        text.append("# HELP ")
                .append(family.name)
                .append(' ')
                .append(family.help)
                .append('\n');
        text.append("# TYPE ").append(family.name).append(" counter\n");
        for (Sample sample : family.samples) {
            text.append(sample.name);
            if (!sample.labelNames.isEmpty()) {
                text.append('{')
                        .append(sample.labelNames.get(0))
                        .append("=\"")
                        .append(escaped(sample.labelValues.get(0)))
                        .append("\"}");
            }
            text.append(' ').append(Collector.doubleToGoString(sample.value)).append('\n');
        }
    }

    private static String escaped(String label) {
        return label.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
