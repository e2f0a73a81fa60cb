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
    private final Map<Watcher, Set<String>> byWatcher = new HashMap<>();
    private int recursiveCount;
    private int size;

    void add(String path, Watcher watcher, WatchMode mode) {
        Map<Watcher, Integer> watchers = byPath.computeIfAbsent(path, unused -> new HashMap<>(2));
        int before = watchers.getOrDefault(watcher, 0);
        if ((before & mode.bit()) != 0) {
            return;
        }
        watchers.put(watcher, before | mode.bit());
        if (before == 0) {
            byWatcher.computeIfAbsent(watcher, unused -> new HashSet<>()).add(path);
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
        Set<String> paths = byWatcher.get(watcher);
        if (paths != null && paths.remove(path) && paths.isEmpty()) {
            byWatcher.remove(watcher);
        }
        return true;
    }

    void removeAll(Watcher watcher) {
        Set<String> paths = byWatcher.get(watcher);
        if (paths == null) {
            return;
        }
        for (String path : List.copyOf(paths)) {
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

    int pathsOf(Watcher watcher) {
        Set<String> paths = byWatcher.get(watcher);
        return paths == null ? 0 : paths.size();
    }

    int watcherCount() {
        return byWatcher.size();
    }

    Map<Watcher, Set<String>> byWatcher() {
        return byWatcher;
    }

    Map<String, Map<Watcher, Integer>> byPath() {
        return byPath;
    }
}
