package io.corral.server.watch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** One of the two indexes of a {@link WatchTable}: path to watchers with their modes, and the way back. */
final class PathWatches {
    private final Map<String, Map<Watcher, Integer>> byPath = new HashMap<>();
    private final Map<Watcher, Watched> byWatcher = new HashMap<>();
    private int recursiveCount;
    private int size;
    private long weight;

    /** What one watcher watches. */
    static final class Watched {
        private final Set<String> paths = new HashSet<>();
        private long weight;

        Set<String> paths() {
            return paths;
        }
    }

    void add(String path, Watcher watcher, WatchMode mode) {
        Map<Watcher, Integer> watchers = byPath.computeIfAbsent(path, unused -> new HashMap<>(2));
        int before = watchers.getOrDefault(watcher, 0);
        if ((before & mode.bit()) != 0) {
            return;
        }
        watchers.put(watcher, before | mode.bit());
        if (before == 0) {
            Watched watched = byWatcher.computeIfAbsent(watcher, unused -> new Watched());
            watched.paths.add(path);
            watched.weight += WatchTable.weight(path);
            weight += WatchTable.weight(path);
        }
        size++;
        if (mode == WatchMode.PERSISTENT_RECURSIVE) {
            recursiveCount++;
        }
    }

    boolean contains(String path, Watcher watcher, WatchMode mode) {
        Map<Watcher, Integer> watchers = byPath.get(path);
        return watchers != null && (watchers.getOrDefault(watcher, 0) & mode.bit()) != 0;
    }

    boolean remove(String path, Watcher watcher, WatchMode mode) {
        Map<Watcher, Integer> watchers = byPath.get(path);
        int before = watchers == null ? 0 : watchers.getOrDefault(watcher, 0);
        if (watchers == null || (before & mode.bit()) == 0) {
            return false;
        }
        int after = before & ~mode.bit();
        size--;
        if (mode == WatchMode.PERSISTENT_RECURSIVE) {
            recursiveCount--;
        }
        if (after != 0) {
            watchers.put(watcher, after);
            return true;
        }
        watchers.remove(watcher);
        if (watchers.isEmpty()) {
            byPath.remove(path);
        }
        forget(path, watcher);
        return true;
    }

    private void forget(String path, Watcher watcher) {
        Watched watched = byWatcher.get(watcher);
        if (watched != null && watched.paths.remove(path)) {
            watched.weight -= WatchTable.weight(path);
            weight -= WatchTable.weight(path);
            if (watched.paths.isEmpty()) {
                byWatcher.remove(watcher);
            }
        }
    }

    void removeAll(Watcher watcher) {
        Watched watched = byWatcher.get(watcher);
        if (watched == null) {
            return;
        }
        for (String path : List.copyOf(watched.paths)) {
            for (WatchMode mode : WatchMode.values()) {
                remove(path, watcher, mode);
            }
        }
    }

    /** Those watching exactly this path with one of the modes in the mask; one-shot watches are used up by the call. */
    void take(String path, int modeMask, BiConsumer<Watcher, Integer> sink) {
        Map<Watcher, Integer> watchers = byPath.get(path);
        if (watchers == null) {
            return;
        }
        List<Watcher> fired = new ArrayList<>(watchers.size());
        watchers.forEach((watcher, modes) -> {
            if ((modes & modeMask) != 0) {
                fired.add(watcher);
            }
        });
        for (Watcher watcher : fired) {
            int modes = watchers.getOrDefault(watcher, 0) & modeMask;
            if ((modes & WatchMode.STANDARD.bit()) != 0) {
                remove(path, watcher, WatchMode.STANDARD);
            }
            sink.accept(watcher, modes);
        }
    }

    boolean hasRecursive() {
        return recursiveCount > 0;
    }

    /** Number of watches: a path watched by two connections, or in two modes, counts twice. */
    int size() {
        return size;
    }

    long weightOf(Watcher watcher) {
        Watched watched = byWatcher.get(watcher);
        return watched == null ? 0 : watched.weight;
    }

    /** Of all watchers together. */
    long weight() {
        return weight;
    }

    int watcherCount() {
        return byWatcher.size();
    }

    Map<Watcher, Watched> byWatcher() {
        return byWatcher;
    }

    Map<String, Map<Watcher, Integer>> byPath() {
        return byPath;
    }
}
