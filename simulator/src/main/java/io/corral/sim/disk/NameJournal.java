package io.corral.sim.disk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The names in one directory. Changes take effect at once for those who look, and become durable in order.
 *
 * @param <T> what has a name
 */
final class NameJournal<T> {
    private final Map<String, T> names = new TreeMap<>();
    private final Map<String, T> durable = new TreeMap<>();
    private final List<Change<T>> pending = new ArrayList<>();

    /** What is there now. */
    Map<String, T> names() {
        return names;
    }

    /** What has this name, which is there. */
    T get(String name) {
        return Objects.requireNonNull(names.get(name), name);
    }

    void put(String name, T named) {
        change(map -> map.put(name, named));
    }

    void rename(String name, String newName) {
        change(map -> {
            T named = map.remove(name);
            if (named != null) {
                map.put(newName, named);
            }
        });
    }

    void remove(String name) {
        change(map -> map.remove(name));
    }

    void force() {
        pending.forEach(change -> change.applyTo(durable));
        pending.clear();
    }

    /** Keeps a prefix of what was not forced. */
    void losePower(PowerLoss loss) {
        pending.subList(0, loss.keptNames(pending.size())).forEach(change -> change.applyTo(durable));
        pending.clear();
        names.clear();
        names.putAll(durable);
    }

    private void change(Change<T> change) {
        change.applyTo(names);
        pending.add(change);
    }

    private interface Change<T> {
        void applyTo(Map<String, T> names);
    }
}
