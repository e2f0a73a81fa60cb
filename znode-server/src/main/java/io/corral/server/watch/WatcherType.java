package io.corral.server.watch;

import java.util.Optional;

/** The kinds that {@code checkWatches} and {@code removeWatches} name (surface: {@code Watcher.WatcherType}). */
public enum WatcherType {
    CHILDREN(1) {
        @Override
        boolean heldIn(PathWatches data, PathWatches child, String path, Watcher watcher) {
            return child.contains(path, watcher, WatchMode.STANDARD);
        }

        @Override
        boolean removeFrom(PathWatches data, PathWatches child, String path, Watcher watcher) {
            return child.remove(path, watcher, WatchMode.STANDARD);
        }
    },
    DATA(2) {
        @Override
        boolean heldIn(PathWatches data, PathWatches child, String path, Watcher watcher) {
            return data.contains(path, watcher, WatchMode.STANDARD);
        }

        @Override
        boolean removeFrom(PathWatches data, PathWatches child, String path, Watcher watcher) {
            return data.remove(path, watcher, WatchMode.STANDARD);
        }
    },
    ANY(3) {
        @Override
        boolean heldIn(PathWatches data, PathWatches child, String path, Watcher watcher) {
            for (WatchMode mode : WatchMode.values()) {
                if (data.contains(path, watcher, mode) || child.contains(path, watcher, mode)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        boolean removeFrom(PathWatches data, PathWatches child, String path, Watcher watcher) {
            boolean removed = false;
            for (WatchMode mode : WatchMode.values()) {
                removed |= data.remove(path, watcher, mode);
                removed |= child.remove(path, watcher, mode);
            }
            return removed;
        }
    },
    PERSISTENT(4) {
        @Override
        boolean heldIn(PathWatches data, PathWatches child, String path, Watcher watcher) {
            return data.contains(path, watcher, WatchMode.PERSISTENT);
        }

        @Override
        boolean removeFrom(PathWatches data, PathWatches child, String path, Watcher watcher) {
            boolean removed = data.remove(path, watcher, WatchMode.PERSISTENT);
            return child.remove(path, watcher, WatchMode.PERSISTENT) || removed;
        }
    },
    PERSISTENT_RECURSIVE(5) {
        @Override
        boolean heldIn(PathWatches data, PathWatches child, String path, Watcher watcher) {
            return data.contains(path, watcher, WatchMode.PERSISTENT_RECURSIVE);
        }

        @Override
        boolean removeFrom(PathWatches data, PathWatches child, String path, Watcher watcher) {
            return data.remove(path, watcher, WatchMode.PERSISTENT_RECURSIVE);
        }
    };

    private final int code;

    WatcherType(int code) {
        this.code = code;
    }

    abstract boolean heldIn(PathWatches data, PathWatches child, String path, Watcher watcher);

    abstract boolean removeFrom(PathWatches data, PathWatches child, String path, Watcher watcher);

    /** The kind with this number on the wire, or empty for a number ZooKeeper does not know. */
    public static Optional<WatcherType> of(int code) {
        for (WatcherType type : values()) {
            if (type.code == code) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
