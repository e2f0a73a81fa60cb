package io.corral.server.watch;

/** How long a watch lives and what it covers; the modes of ZooKeeper 3.9. */
public enum WatchMode {
    /** Fires once, for the path itself; set by a read. */
    STANDARD(1),
    /** Stays after firing, for the path itself and the list of its children; set by {@code addWatch} mode 0. */
    PERSISTENT(2),
    /** Stays after firing, for the path and everything below it; set by {@code addWatch} mode 1. */
    PERSISTENT_RECURSIVE(4);

    private final int bit;

    WatchMode(int bit) {
        this.bit = bit;
    }

    int bit() {
        return bit;
    }
}
