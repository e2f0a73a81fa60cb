package io.corral.server.status;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The metrics as {@code mntr} and the {@code monitor} command list them, one value a name: version and role first, then {@link
 * MetricCatalogue}. A distribution takes several names, a number by key one for each key. Durations are in milliseconds.
 */
public final class MonitorValues implements Metric.Handler<Boolean> {

    private static final double MICROS_PER_MILLI = 1000;

    private final Map<String, Object> values = new LinkedHashMap<>();

    private MonitorValues() {}

    /** Values by name, in the order in which they are shown: texts, {@link Long}s and {@link Double}s. */
    public static Map<String, Object> of(ServerStatus status) {
        MonitorValues lines = new MonitorValues();
        ServerMode mode = status.standing().mode();
        lines.values.put("version", status.identity().versionText());
        lines.values.put("server_state", mode.word());
        String peerState = peerState(mode);
        if (!peerState.isEmpty()) {
            lines.values.put("peer_state", peerState);
        }
        if (mode == ServerMode.OBSERVER) {
            lines.values.put("observer_master_id", status.standing().leaderId());
        }
        MetricCatalogue.of(status).forEach(metric -> metric.dispatch(lines));
        return lines.values;
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

    @Override
    public Boolean number(Metric.Single metric) {
        if (metric.whole()) {
            return put(metric.name(), (long) metric.value());
        }
        values.put(metric.name(), metric.value());
        return true;
    }

    @Override
    public Boolean durations(Metric.Durations metric) {
        String name = metric.name();
        Distribution durations = metric.values();
        values.put("avg_" + name, durations.averageMicros() / MICROS_PER_MILLI);
        put("min_" + name, millis(durations.minMicros()));
        put("max_" + name, millis(durations.maxMicros()));
        put("cnt_" + name, durations.count());
        put("sum_" + name, millis(durations.sumMicros()));
        return !metric.detailed() || percentiles(name, durations.percentiles());
    }

    @Override
    public Boolean amounts(Metric.Counted metric) {
        return amounts(metric.name(), metric.values(), metric.detailed());
    }

    @Override
    public Boolean amountsByKey(Metric.CountedByKey metric) {
        metric.values().forEach((key, amounts) -> amounts(key + "_" + metric.name(), amounts, metric.detailed()));
        return true;
    }

    private boolean amounts(String name, Amounts amounts, boolean detailed) {
        values.put("avg_" + name, amounts.average());
        put("min_" + name, amounts.min());
        put("max_" + name, amounts.max());
        put("cnt_" + name, amounts.count());
        put("sum_" + name, amounts.sum());
        return !detailed || percentiles(name, Percentiles.NONE);
    }

    @Override
    public Boolean numbersByKey(Metric.ByKey metric) {
        metric.values().forEach((key, value) -> put(key + "_" + metric.name(), value));
        return true;
    }

    private boolean percentiles(String name, Percentiles percentiles) {
        put("p50_" + name, millis(percentiles.p50()));
        put("p95_" + name, millis(percentiles.p95()));
        put("p99_" + name, millis(percentiles.p99()));
        return put("p999_" + name, millis(percentiles.p999()));
    }

    private boolean put(String name, long value) {
        values.put(name, value);
        return true;
    }

    private static long millis(long micros) {
        return Math.round(micros / MICROS_PER_MILLI);
    }
}
