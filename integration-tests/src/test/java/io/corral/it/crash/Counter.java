package io.corral.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A node that one writer sets to 1, 2, 3 and so on: its version tells how many of the writes were done, its value which was last.
 *
 * <p>A write done twice would raise the version by two; a write lost would leave it behind. Every write is acknowledged or open, and
 * an open write can be done only before the next one is acknowledged, because a session's writes are done in order.
 */
final class Counter {
    private final String path;
    private long asked;
    private long acknowledged;
    private int version;
    private long value;
    private int open;

    Counter(String path) {
        this.path = path;
    }

    String path() {
        return path;
    }

    synchronized long acknowledged() {
        return acknowledged;
    }

    /** The value of the next write. */
    synchronized long nextValue() {
        return ++asked;
    }

    /** The last write was acknowledged with this version. */
    synchronized void acknowledge(int newVersion) {
        assertThat(newVersion)
                .as("version of %s after version %d, %d open writes, and this one", path, version, open)
                .isBetween(version + 1, version + 1 + open);
        acknowledged++;
        settle(newVersion, asked);
    }

    /** The answer to the last write was lost. */
    synchronized void leaveOpen() {
        open++;
    }

    /** A server shows this version and value; they must be those of the last write known, or of an open one after it. */
    synchronized void see(int seenVersion, long seenValue) {
        assertThat(seenVersion)
                .as("version of %s, last known %d with %d open writes", path, version, open)
                .isBetween(version, version + open);
        if (seenVersion == version) {
            assertThat(seenValue).as("value of %s", path).isEqualTo(value);
        } else {
            assertThat(seenValue).as("value of %s", path).isBetween(value + 1, asked);
        }
        settle(seenVersion, seenValue);
    }

    private void settle(int knownVersion, long knownValue) {
        version = knownVersion;
        value = knownValue;
        open = 0;
    }
}
