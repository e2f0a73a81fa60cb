package io.corral.admin.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.corral.server.status.Distribution;
import io.corral.server.status.Metric;
import io.corral.server.status.MetricCatalogue;
import io.corral.server.status.ServerMode;
import io.corral.server.status.ServerStatus;

/** The fields of {@code monitor}: the metrics without {@code zk_} in front. */
final class MonitorFields implements Metric.Handler<ObjectNode> {

    private final ObjectNode document;

    private MonitorFields(ObjectNode document) {
        this.document = document;
    }

    static void write(ServerStatus status, ObjectNode document) {
        ServerMode mode = status.standing().mode();
        document.put("version", status.identity().versionText());
        document.put("server_state", mode.word());
        MonitorFields fields = new MonitorFields(document);
        MetricCatalogue.of(status).forEach(metric -> metric.dispatch(fields));
    }

    @Override
    public ObjectNode number(Metric.Single metric) {
        return metric.whole()
                ? document.put(metric.name(), (long) metric.value())
                : document.put(metric.name(), metric.value());
    }

    @Override
    public ObjectNode durations(Metric.Durations metric) {
        String name = metric.name();
        Distribution values = metric.values();
        document.put("avg_" + name, values.averageMicros() / 1000);
        millis("min_" + name, values.minMicros());
        millis("max_" + name, values.maxMicros());
        document.put("cnt_" + name, values.count());
        millis("sum_" + name, values.sumMicros());
        if (metric.detailed()) {
            millis("p50_" + name, values.p50Micros());
            millis("p95_" + name, values.p95Micros());
            millis("p99_" + name, values.p99Micros());
        }
        return document;
    }

    private void millis(String name, long micros) {
        document.put(name, micros / 1000.0);
    }
}
