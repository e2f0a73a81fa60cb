package io.corral.sim.world;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How often the interesting things happened: a simulation that never sees them proves nothing. One thread at a time. */
public final class Tally {
    private final Map<String, Long> counts = new TreeMap<>();

    /** Something happened once more. */
    public void count(String what) {
        add(what, 1);
    }

    /** Something happened several times. */
    public void add(String what, long times) {
        counts.merge(what, times, Long::sum);
    }

    /** Adds another tally. */
    public void add(Tally other) {
        other.counts.forEach(this::add);
    }

    /** How often it happened. */
    public long of(String what) {
        return counts.getOrDefault(what, 0L);
    }

    @Override
    public String toString() {
        return counts.entrySet().stream()
                .map(each -> each.getValue() + " " + each.getKey())
                .collect(Collectors.joining(", "));
    }
}
