package io.corral.raft.core.progress;

import java.util.ArrayDeque;

/** Messages with entries that are under way to one follower, counted in bytes. */
final class InflightWindow {

    private final ArrayDeque<Sent> underWay = new ArrayDeque<>();
    private long bytes;

    long bytes() {
        return bytes;
    }

    void sent(long lastIndex, long messageBytes) {
        underWay.add(new Sent(lastIndex, messageBytes));
        bytes += messageBytes;
    }

    void acknowledged(long matchIndex) {
        while (!underWay.isEmpty() && underWay.getFirst().lastIndex <= matchIndex) {
            bytes -= underWay.removeFirst().bytes;
        }
    }

    void clear() {
        underWay.clear();
        bytes = 0;
    }

    private record Sent(long lastIndex, long bytes) {}
}
