package io.corral.server.ops;

import io.corral.server.status.Distribution;
import io.corral.server.status.Metric;
import io.corral.server.status.MetricCatalogue;
import io.corral.server.status.ServerMode;
import io.corral.server.status.ServerStatus;

/** The text of {@code mntr}: one metric a line, name and value separated by a tab. */
final class MonitorText implements Metric.Handler<String> {

    private MonitorText() {}

    static String of(ServerStatus status) {
        ServerMode mode = status.standing().mode();
        StringBuilder text = new StringBuilder();
        text.append(line("version", status.identity().versionText()));
        text.append(line("server_state", mode.word()));
        String peerState = peerState(mode);
        if (!peerState.isEmpty()) {
            text.append(line("peer_state", peerState));
        }
        MonitorText lines = new MonitorText();
        MetricCatalogue.of(status).forEach(metric -> text.append(metric.dispatch(lines)));
        return text.toString();
    }

    @Override
    public String number(Metric.Single metric) {
        String value = metric.whole() ? Long.toString((long) metric.value()) : Decimals.shortened(metric.value());
        return line(metric.name(), value);
    }

    @Override
    public String durations(Metric.Durations metric) {
        String name = metric.name();
        Distribution values = metric.values();
        String text = line("avg_" + name, Decimals.shortened(values.averageMicros() / 1000))
                + line("min_" + name, millis(values.minMicros()))
                + line("max_" + name, millis(values.maxMicros()))
                + line("cnt_" + name, Long.toString(values.count()))
                + line("sum_" + name, millis(values.sumMicros()));
        if (!metric.detailed()) {
            return text;
        }
        return text
                + line("p50_" + name, millis(values.p50Micros()))
                + line("p95_" + name, millis(values.p95Micros()))
                + line("p99_" + name, millis(values.p99Micros()));
    }

    private static String peerState(ServerMode mode) {
        return switch (mode) {
            case LEADER -> "leading - broadcast";
            case FOLLOWER -> "following - broadcast";
            case OBSERVER -> "observing - broadcast";
            case LOOKING, READ_ONLY -> "looking";
            case STANDALONE -> "";
        };
    }

    private static String millis(long micros) {
        return Long.toString((micros + 500) / 1000);
    }

    private static String line(String name, String value) {
        return "zk_" + name + "\t" + value + "\n";
    }
}
