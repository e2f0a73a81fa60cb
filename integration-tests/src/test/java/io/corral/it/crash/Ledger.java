package io.corral.it.crash;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What the clients were told of their writes. Written by all writers at once; read and settled by an audit while nobody writes.
 *
 * <p>A write whose answer was lost is open: it may or may not have been done. An audit settles it by looking; from then on it must
 * stay as it was seen.
 */
final class Ledger {

    /** What is known of one create. */
    enum Outcome {
        /** Acknowledged, or seen in the tree. */
        DONE,
        /** The answer was lost with the connection. */
        OPEN,
        /** Its answer was lost, and it was not in the tree when the ensemble was whole again. */
        NOT_DONE
    }

    /**
     * One create.
     *
     * @param parent path of the parent
     * @param label the name asked for, unique in all the ledger; it is the node's data too
     * @param name the name acknowledged or seen: the label, or with digits after it if the node is sequential; null if open
     */
    record Creation(String parent, String label, @Nullable String name, Outcome outcome) {}

    private final Map<String, Creation> creations = new ConcurrentHashMap<>();
    private final Map<String, Counter> counters = new ConcurrentHashMap<>();

    void record(Creation creation) {
        creations.put(creation.label(), creation);
    }

    Collection<Creation> creations() {
        return creations.values();
    }

    /** The history of the writes to the node of the given path, which has one writer. */
    Counter counter(String path) {
        return counters.computeIfAbsent(path, Counter::new);
    }

    Collection<Counter> counters() {
        return counters.values();
    }

    long acknowledged() {
        long creates = creations.values().stream()
                .filter(creation -> creation.outcome() == Outcome.DONE)
                .count();
        return creates
                + counters.values().stream().mapToLong(Counter::acknowledged).sum();
    }
}
